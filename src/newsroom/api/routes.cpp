// SPDX-License-Identifier: GPL-3.0-or-later
#include "newsroom/api/routes.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include <fmt/format.h>

#include "http/message/characters.hpp"
#include "media/limits.hpp"
#include "newsroom/api/handlers.hpp"
#include "newsroom/filing/filing_handlers.hpp"
#include "newsroom/limits.hpp"
#include "newsroom/media/media_handlers.hpp"
#include "newsroom/media/upload.hpp"
#include "newsroom/moving/import_handlers.hpp"
#include "newsroom/notifications/notification_handlers.hpp"
#include "newsroom/trash/trash_handlers.hpp"
#include "store/editing/link_secret.hpp"
#include "story/text.hpp"

namespace stoppress::newsroom {
namespace {

using http::Method;

constexpr std::span<const std::string_view> kNoQuery{};
constexpr std::array<std::string_view, 16> kStoryQuery{"order",  "window", "section",   "topic",   "author",   "language",
                                                       "status", "limit",  "cursor",    "q",       "assignee", "owner",
                                                       "from",   "until",  "has_draft", "proposed"};
constexpr std::array<std::string_view, 10> kSearchQuery{"q",    "section", "topic", "author", "language",
                                                        "from", "to",      "order", "limit",  "cursor"};
constexpr std::array<std::string_view, 2> kListQuery{"limit", "cursor"};
constexpr std::array<std::string_view, 3> kTrashQuery{"kind", "limit", "cursor"};
constexpr std::array<std::string_view, 3> kNotificationsQuery{"unread", "limit", "cursor"};
constexpr std::array<std::string_view, 1> kTemplatesQuery{"deleted"};
constexpr std::array<std::string_view, 2> kChangesQuery{"after", "limit"};
constexpr std::array<std::string_view, 7> kAuditQuery{"limit", "cursor", "who", "about", "from", "until", "format"};
constexpr std::array<std::string_view, 1> kPictureQuery{"story"};
constexpr std::array<std::string_view, 5> kMediaQuery{"q", "type", "limit", "cursor", "address"};
constexpr std::array<std::string_view, 5> kUploadQuery{"filename", "alt", "credit", "caption", "copyright"};
constexpr std::array<std::string_view, 1> kCaptionsQuery{"label"};
constexpr std::array<std::string_view, 3> kNumbersQuery{"from", "until", "step"};
constexpr std::array<std::string_view, 4> kNumbersCsvQuery{"from", "until", "step", "table"};
constexpr std::array<std::string_view, 1> kThemeQuery{"page"};
constexpr std::array<std::string_view, 3> kRedirectsQuery{"q", "limit", "cursor"};
constexpr std::array<std::string_view, 1> kRedirectQuery{"from"};
constexpr std::array<std::string_view, 4> kImportNotesQuery{"state", "kind", "limit", "cursor"};
constexpr std::array<std::string_view, 1> kReplaceQuery{"filename"};

const std::array kRoutes{
    Route{Method::get, "/api/v1/openapi.json", Capability::anyone, Input::nothing, kNoQuery, kHandler<&get_description>},
    Route{Method::get, "/api/v1/site", Capability::anyone, Input::nothing, kNoQuery, kHandler<&SiteHandlers::get_site>},
    Route{Method::get, "/api/v1/stories", Capability::anyone, Input::nothing, kStoryQuery, kHandler<&StoryHandlers::list_stories>},
    Route{Method::get, "/api/v1/search", Capability::anyone, Input::nothing, kSearchQuery, kHandler<&SearchHandlers::search_stories>},
    Route{Method::post, "/api/v1/stories", Capability::contribute, Input::story, kNoQuery, kHandler<&StoryHandlers::create_story>},
    Route{Method::get, "/api/v1/stories/live", Capability::contribute, Input::nothing, kNoQuery, kHandler<&ReviewHandlers::watch_stories>},
    Route{Method::get, "/api/v1/stories/{id}", Capability::anyone, Input::nothing, kNoQuery, kHandler<&StoryHandlers::get_story>},
    Route{Method::patch, "/api/v1/stories/{id}", Capability::contribute, Input::story, kNoQuery, kHandler<&StoryHandlers::save_story>},
    Route{Method::delete_, "/api/v1/stories/{id}", Capability::contribute, Input::nothing, kNoQuery, kHandler<&delete_story>},
    Route{Method::post, "/api/v1/stories/{id}/review", Capability::report, Input::optional_fields, kNoQuery,
          kHandler<&StoryHandlers::review_story>},
    Route{Method::post, "/api/v1/stories/{id}/publish", Capability::edit, Input::optional_fields, kNoQuery,
          kHandler<&StoryHandlers::publish_story>},
    Route{Method::post, "/api/v1/stories/{id}/unpublish", Capability::edit, Input::optional_fields, kNoQuery,
          kHandler<&StoryHandlers::unpublish_story>},
    Route{Method::post, "/api/v1/stories/{id}/withdraw", Capability::edit, Input::optional_fields, kNoQuery,
          kHandler<&StoryHandlers::withdraw_story>},
    Route{Method::get, "/api/v1/stories/{id}/translations", Capability::contribute, Input::nothing, kNoQuery,
          kHandler<&StoryHandlers::list_translations>},
    Route{Method::get, "/api/v1/stories/{id}/revisions", Capability::contribute, Input::nothing, kNoQuery,
          kHandler<&StoryHandlers::list_revisions>},
    Route{Method::get, "/api/v1/stories/{id}/revisions/{number}", Capability::contribute, Input::nothing, kNoQuery,
          kHandler<&StoryHandlers::get_revision>},
    Route{Method::get, "/api/v1/templates", Capability::contribute, Input::nothing, kTemplatesQuery,
          kHandler<&TemplateHandlers::list_templates>},
    Route{Method::post, "/api/v1/templates", Capability::edit, Input::story, kNoQuery, kHandler<&TemplateHandlers::add_template>},
    Route{Method::get, "/api/v1/templates/{number}", Capability::contribute, Input::nothing, kNoQuery,
          kHandler<&TemplateHandlers::get_template>},
    Route{Method::patch, "/api/v1/templates/{number}", Capability::edit, Input::story, kNoQuery,
          kHandler<&TemplateHandlers::change_template>},
    Route{Method::delete_, "/api/v1/templates/{number}", Capability::edit, Input::nothing, kNoQuery,
          kHandler<&TemplateHandlers::delete_template>},
    Route{Method::post, "/api/v1/templates/{number}/restore", Capability::edit, Input::nothing, kNoQuery,
          kHandler<&TemplateHandlers::restore_template>},
    Route{Method::get, "/api/v1/sections", Capability::anyone, Input::nothing, kListQuery, kHandler<&list_sections>},
    Route{Method::put, "/api/v1/sections/{slug}", Capability::edit, Input::fields, kNoQuery, kHandler<&put_section>},
    Route{Method::delete_, "/api/v1/sections/{slug}", Capability::edit, Input::nothing, kNoQuery, kHandler<&delete_section>},
    Route{Method::get, "/api/v1/topics", Capability::anyone, Input::nothing, kListQuery, kHandler<&list_topics>},
    Route{Method::post, "/api/v1/topics", Capability::contribute, Input::fields, kNoQuery, kHandler<&add_topic>},
    Route{Method::put, "/api/v1/topics/{slug}", Capability::edit, Input::fields, kNoQuery, kHandler<&put_topic>},
    Route{Method::delete_, "/api/v1/topics/{slug}", Capability::edit, Input::nothing, kNoQuery, kHandler<&delete_topic>},
    Route{Method::get, "/api/v1/authors", Capability::anyone, Input::nothing, kListQuery, kHandler<&list_authors>},
    Route{Method::post, "/api/v1/authors", Capability::contribute, Input::fields, kNoQuery, kHandler<&add_author>},
    Route{Method::put, "/api/v1/authors/{slug}", Capability::edit, Input::fields, kNoQuery, kHandler<&put_author>},
    Route{Method::delete_, "/api/v1/authors/{slug}", Capability::edit, Input::nothing, kNoQuery, kHandler<&delete_author>},
    Route{Method::get, "/api/v1/trash", Capability::contribute, Input::nothing, kTrashQuery, kHandler<&list_trash>},
    Route{Method::post, "/api/v1/trash/{number}/restore", Capability::contribute, Input::nothing, kNoQuery, kHandler<&restore_from_trash>},
    Route{Method::delete_, "/api/v1/trash/{number}", Capability::edit, Input::nothing, kNoQuery, kHandler<&remove_from_trash>},
    Route{Method::get, "/api/v1/changes", Capability::edit, Input::nothing, kChangesQuery, kHandler<&list_changes>},
    Route{Method::post, "/api/v1/views", Capability::anyone, Input::view, kNoQuery, ViewHandler::beacon},
    Route{Method::get, "/api/v1/views.gif", Capability::anyone, Input::nothing, kPictureQuery, ViewHandler::picture},
    Route{Method::get, "/api/v1/stories/{id}/draft", Capability::contribute, Input::nothing, kNoQuery, kHandler<&StoryHandlers::get_draft>},
    Route{Method::patch, "/api/v1/stories/{id}/draft", Capability::contribute, Input::story, kNoQuery,
          kHandler<&StoryHandlers::save_draft>},
    Route{Method::delete_, "/api/v1/stories/{id}/draft", Capability::contribute, Input::nothing, kNoQuery,
          kHandler<&StoryHandlers::discard_draft>},
    Route{Method::post, "/api/v1/stories/{id}/draft/save", Capability::contribute, Input::nothing, kNoQuery,
          kHandler<&StoryHandlers::apply_draft>},
    Route{Method::post, "/api/v1/convert", Capability::contribute, Input::story, kNoQuery, kHandler<&convert_body>},
    Route{Method::get, "/api/v1/stories/{id}/draft/versions", Capability::contribute, Input::nothing, kNoQuery,
          kHandler<&StoryHandlers::list_draft_versions>},
    Route{Method::get, "/api/v1/stories/{id}/draft/versions/{number}", Capability::contribute, Input::nothing, kNoQuery,
          kHandler<&StoryHandlers::get_draft_version>},
    Route{Method::post, "/api/v1/stories/{id}/draft/versions/{number}/restore", Capability::contribute, Input::nothing, kNoQuery,
          kHandler<&StoryHandlers::restore_draft_version>},
    Route{Method::post, "/api/v1/stories/{id}/revisions/{number}/restore", Capability::contribute, Input::nothing, kNoQuery,
          kHandler<&StoryHandlers::restore_revision>},
    Route{Method::put, "/api/v1/stories/{id}/assignee", Capability::edit, Input::fields, kNoQuery, kHandler<&ReviewHandlers::assign_story>},
    Route{Method::put, "/api/v1/stories/{id}/embargo", Capability::contribute, Input::fields, kNoQuery,
          kHandler<&StoryHandlers::put_embargo>},
    Route{Method::get, "/api/v1/stories/{id}/notes", Capability::contribute, Input::nothing, kNoQuery, kHandler<&list_notes>},
    Route{Method::post, "/api/v1/stories/{id}/notes", Capability::contribute, Input::fields, kNoQuery, kHandler<&ReviewHandlers::add_note>},
    Route{Method::patch, "/api/v1/stories/{id}/notes/{number}", Capability::contribute, Input::fields, kNoQuery, kHandler<&change_note>},
    Route{Method::get, "/api/v1/stories/{id}/proposal", Capability::contribute, Input::nothing, kNoQuery, kHandler<&get_proposal>},
    Route{Method::post, "/api/v1/stories/{id}/proposal", Capability::report, Input::fields, kNoQuery, kHandler<&StoryHandlers::propose>},
    Route{Method::post, "/api/v1/stories/{id}/proposal/take", Capability::edit, Input::fields, kNoQuery,
          kHandler<&StoryHandlers::take_proposal>},
    Route{Method::get, "/api/v1/stories/{id}/comments", Capability::edit, Input::nothing, kListQuery, kHandler<&list_comments>},
    Route{Method::patch, "/api/v1/stories/{id}/comments/{number}", Capability::edit, Input::fields, kNoQuery, kHandler<&hide_comment>},
    Route{Method::delete_, "/api/v1/stories/{id}/comments/{number}", Capability::edit, Input::nothing, kNoQuery, kHandler<&delete_comment>},
    Route{Method::get, "/api/v1/stories/{id}/corrections", Capability::anyone, Input::nothing, kNoQuery, kHandler<&list_corrections>},
    Route{Method::post, "/api/v1/stories/{id}/corrections", Capability::edit, Input::fields, kNoQuery, kHandler<&add_correction>},
    Route{Method::patch, "/api/v1/stories/{id}/corrections/{number}", Capability::edit, Input::fields, kNoQuery,
          kHandler<&change_correction>},
    Route{Method::post, "/api/v1/stories/{id}/presence", Capability::contribute, Input::fields, kNoQuery,
          kHandler<&ReviewHandlers::report_presence>},
    Route{Method::get, "/api/v1/stories/{id}/preview", Capability::contribute, Input::nothing, kNoQuery, kHandler<&show_preview>},
    Route{Method::get, "/api/v1/stories/{id}/preview-links", Capability::contribute, Input::nothing, kNoQuery,
          kHandler<&ReviewHandlers::list_preview_links>},
    Route{Method::post, "/api/v1/stories/{id}/preview-links", Capability::contribute, Input::fields, kNoQuery,
          kHandler<&ReviewHandlers::make_preview_link>},
    Route{Method::delete_, "/api/v1/stories/{id}/preview-links/{number}", Capability::contribute, Input::nothing, kNoQuery,
          kHandler<&remove_preview_link>},
    Route{Method::post, "/api/v1/topics/{slug}/merge", Capability::edit, Input::fields, kNoQuery, kHandler<&merge_topic>},
    Route{Method::post, "/api/v1/topics/{slug}/split", Capability::edit, Input::fields, kNoQuery, kHandler<&split_topic>},
    Route{Method::get, "/api/v1/topic-merges", Capability::edit, Input::nothing, kNoQuery, kHandler<&list_topic_merges>},
    Route{Method::delete_, "/api/v1/topic-merges/{number}", Capability::edit, Input::nothing, kNoQuery, kHandler<&undo_topic_merge>},
    Route{Method::get, "/preview/{secret}", Capability::anyone, Input::nothing, kNoQuery, kHandler<&ReviewHandlers::open_preview_link>},
    Route{Method::get, "/api/v1/media", Capability::contribute, Input::nothing, kMediaQuery, kHandler<&list_media>},
    Route{Method::post, "/api/v1/media", Capability::contribute, Input::file, kUploadQuery, UploadHandler::add},
    Route{Method::post, "/api/v1/media/fetch", Capability::contribute, Input::fields, kNoQuery, FetchHandler::picture},
    Route{Method::post, "/api/v1/embeds/describe", Capability::contribute, Input::fields, kNoQuery, FetchHandler::embed},
    Route{Method::get, "/api/v1/media/{number}", Capability::contribute, Input::nothing, kNoQuery, kHandler<&get_medium>},
    Route{Method::patch, "/api/v1/media/{number}", Capability::contribute, Input::fields, kNoQuery, kHandler<&change_medium>},
    Route{Method::delete_, "/api/v1/media/{number}", Capability::contribute, Input::nothing, kNoQuery, kHandler<&delete_medium>},
    Route{Method::get, "/api/v1/media/{number}/stories", Capability::contribute, Input::nothing, kListQuery,
          kHandler<&list_stories_with_medium>},
    Route{Method::post, "/api/v1/media/{number}/replace", Capability::contribute, Input::file, kReplaceQuery, UploadHandler::replace},
    Route{Method::post, "/api/v1/media/{number}/crop", Capability::contribute, Input::fields, kNoQuery, UploadHandler::crop},
    Route{Method::put, "/api/v1/media/{number}/captions/{language}", Capability::contribute, Input::captions, kCaptionsQuery,
          UploadHandler::captions},
    Route{Method::delete_, "/api/v1/media/{number}/captions/{language}", Capability::contribute, Input::nothing, kNoQuery,
          kHandler<&remove_captions>},
    Route{Method::get, "/api/v1/numbers", Capability::contribute, Input::nothing, kNumbersQuery, kHandler<&NumbersHandlers::get_numbers>},
    Route{Method::get, "/api/v1/numbers.csv", Capability::contribute, Input::nothing, kNumbersCsvQuery,
          kHandler<&NumbersHandlers::get_numbers_csv>},
    Route{Method::get, "/api/v1/numbers/now", Capability::contribute, Input::nothing, kNoQuery,
          kHandler<&NumbersHandlers::get_numbers_now>},
    Route{Method::get, "/api/v1/numbers/live", Capability::contribute, Input::nothing, kNoQuery, kHandler<&NumbersHandlers::watch_numbers>},
    Route{Method::get, "/api/v1/stories/{id}/numbers", Capability::contribute, Input::nothing, kNumbersQuery,
          kHandler<&NumbersHandlers::get_story_numbers>},
    Route{Method::get, "/api/v1/stories/{id}/numbers.csv", Capability::contribute, Input::nothing, kNumbersCsvQuery,
          kHandler<&NumbersHandlers::get_story_numbers_csv>},
    // People and access.
    Route{Method::post, "/api/v1/session", Capability::anyone, Input::fields, kNoQuery, SlowHandler{kHandler<&SignInHandlers::sign_in>}},
    Route{Method::get, "/api/v1/session", Capability::person, Input::nothing, kNoQuery, kHandler<&SignInHandlers::get_session>},
    Route{Method::delete_, "/api/v1/session", Capability::anyone, Input::nothing, kNoQuery, kHandler<&SignInHandlers::sign_out>},
    Route{Method::post, "/api/v1/session/link", Capability::anyone, Input::fields, kNoQuery, kHandler<&SignInHandlers::sign_in_with_link>},
    Route{Method::post, "/api/v1/session/passkey/challenge", Capability::anyone, Input::nothing, kNoQuery,
          kHandler<&SignInHandlers::start_passkey_sign_in>},
    Route{Method::post, "/api/v1/session/passkey", Capability::anyone, Input::fields, kNoQuery,
          kHandler<&SignInHandlers::sign_in_with_passkey>},
    Route{Method::post, "/api/v1/session/second-factor", Capability::anyone, Input::fields, kNoQuery,
          kHandler<&SignInHandlers::enter_second_factor>},
    Route{Method::get, "/api/v1/sessions", Capability::person, Input::nothing, kNoQuery, kHandler<&AccountHandlers::list_sessions>},
    Route{Method::delete_, "/api/v1/sessions", Capability::person, Input::nothing, kNoQuery,
          kHandler<&AccountHandlers::end_other_sessions>},
    Route{Method::delete_, "/api/v1/sessions/{number}", Capability::person, Input::nothing, kNoQuery,
          kHandler<&AccountHandlers::end_session>},
    Route{Method::put, "/api/v1/me/author", Capability::person, Input::nothing, kNoQuery, kHandler<&put_own_author>},
    Route{Method::put, "/api/v1/me/password", Capability::person, Input::fields, kNoQuery,
          SlowHandler{kHandler<&AccountHandlers::put_password>}},
    Route{Method::post, "/api/v1/me/second-factor", Capability::person, Input::nothing, kNoQuery,
          kHandler<&AccountHandlers::start_second_factor>},
    Route{Method::put, "/api/v1/me/second-factor", Capability::person, Input::fields, kNoQuery,
          kHandler<&AccountHandlers::confirm_second_factor>},
    Route{Method::delete_, "/api/v1/me/second-factor", Capability::person, Input::fields, kNoQuery,
          SlowHandler{kHandler<&AccountHandlers::remove_second_factor>}},
    Route{Method::get, "/api/v1/notifications", Capability::person, Input::nothing, kNotificationsQuery, kHandler<&list_notifications>},
    Route{Method::get, "/api/v1/notifications/count", Capability::person, Input::nothing, kNoQuery, kHandler<&count_notifications>},
    Route{Method::post, "/api/v1/notifications/read", Capability::person, Input::fields, kNoQuery, kHandler<&read_notifications>},
    Route{Method::get, "/api/v1/me/notifications", Capability::person, Input::nothing, kNoQuery, kHandler<&get_notification_choice>},
    Route{Method::put, "/api/v1/me/notifications", Capability::person, Input::fields, kNoQuery, kHandler<&put_notification_choice>},
    Route{Method::get, "/api/v1/me/passkeys", Capability::person, Input::nothing, kNoQuery, kHandler<&PasskeyHandlers::list_passkeys>},
    Route{Method::post, "/api/v1/me/passkeys/challenge", Capability::person, Input::optional_fields, kNoQuery,
          SlowHandler{kHandler<&PasskeyHandlers::start_passkey>}},
    Route{Method::post, "/api/v1/me/passkeys", Capability::person, Input::fields, kNoQuery, kHandler<&PasskeyHandlers::add_passkey>},
    Route{Method::patch, "/api/v1/me/passkeys/{number}", Capability::person, Input::fields, kNoQuery,
          kHandler<&PasskeyHandlers::rename_passkey>},
    Route{Method::delete_, "/api/v1/me/passkeys/{number}", Capability::person, Input::optional_fields, kNoQuery,
          SlowHandler{kHandler<&PasskeyHandlers::remove_passkey>}},
    Route{Method::get, "/api/v1/people", Capability::contribute, Input::nothing, kNoQuery, kHandler<&PeopleHandlers::list_people>},
    Route{Method::post, "/api/v1/people", Capability::administer, Input::fields, kNoQuery, kHandler<&PeopleHandlers::add_person>},
    Route{Method::patch, "/api/v1/people/{number}", Capability::administer, Input::fields, kNoQuery,
          kHandler<&PeopleHandlers::change_person>},
    Route{Method::post, "/api/v1/people/{number}/link", Capability::administer, Input::nothing, kNoQuery,
          kHandler<&PeopleHandlers::make_sign_in_link>},
    Route{Method::get, "/api/v1/tokens", Capability::administer, Input::nothing, kNoQuery, kHandler<&PeopleHandlers::list_tokens>},
    Route{Method::post, "/api/v1/tokens", Capability::administer, Input::fields, kNoQuery, kHandler<&PeopleHandlers::create_token>},
    Route{Method::delete_, "/api/v1/tokens/{name}", Capability::administer, Input::nothing, kNoQuery,
          kHandler<&PeopleHandlers::revoke_token>},
    // The site itself.
    Route{Method::get, "/api/v1/settings", Capability::administer, Input::nothing, kNoQuery, kHandler<&SiteHandlers::list_settings>},
    Route{Method::put, "/api/v1/settings/{key}", Capability::administer, Input::fields, kNoQuery, kHandler<&SiteHandlers::put_setting>},
    Route{Method::delete_, "/api/v1/settings/{key}", Capability::administer, Input::nothing, kNoQuery,
          kHandler<&SiteHandlers::reset_setting>},
    Route{Method::get, "/api/v1/themes", Capability::administer, Input::nothing, kNoQuery, kHandler<&SiteHandlers::list_themes>},
    Route{Method::get, "/api/v1/themes/{name}/preview", Capability::administer, Input::nothing, kThemeQuery, kHandler<&preview_theme>},
    Route{Method::get, "/api/v1/redirects", Capability::edit, Input::nothing, kRedirectsQuery, kHandler<&list_redirects>},
    Route{Method::post, "/api/v1/redirects", Capability::administer, Input::fields, kNoQuery, kHandler<&SiteHandlers::add_redirects>},
    Route{Method::delete_, "/api/v1/redirects", Capability::administer, Input::nothing, kRedirectQuery, kHandler<&remove_redirect>},
    Route{Method::get, "/api/v1/menus", Capability::edit, Input::nothing, kNoQuery, kHandler<&list_menus>},
    Route{Method::put, "/api/v1/menus/{language}", Capability::administer, Input::fields, kNoQuery, kHandler<&SiteHandlers::put_menu>},
    Route{Method::get, "/api/v1/front", Capability::edit, Input::nothing, kNoQuery, kHandler<&FrontHandlers::get_front>},
    Route{Method::put, "/api/v1/front", Capability::edit, Input::front, kNoQuery, kHandler<&FrontHandlers::put_front>},
    Route{Method::post, "/api/v1/front/preview", Capability::edit, Input::front_or_form, kNoQuery, kHandler<&FrontHandlers::preview_front>},
    Route{Method::get, "/api/v1/imports", Capability::edit, Input::nothing, kListQuery, kHandler<&list_imports>},
    Route{Method::get, "/api/v1/imports/{number}", Capability::edit, Input::nothing, kNoQuery, kHandler<&get_import>},
    Route{Method::get, "/api/v1/imports/{number}/notes", Capability::edit, Input::nothing, kImportNotesQuery, kHandler<&list_import_notes>},
    Route{Method::post, "/api/v1/imports/{number}/notes", Capability::edit, Input::fields, kNoQuery, kHandler<&decide_import_notes>},
    Route{Method::get, "/api/v1/audit", Capability::administer, Input::nothing, kAuditQuery, kHandler<&PeopleHandlers::list_audit>},
};

/// A number above 0 in its usual form: no sign, no leading zero.
bool read_number(std::string_view text, std::int64_t& number) {
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc{} && end == text.data() + text.size() && number > 0 && text.front() != '0';
}

/// A secret in this program's form: base64url.
bool is_secret(std::string_view text) {
    return text.size() == store::kLinkSecretLength && std::ranges::all_of(text, [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
           });
}

std::string_view next_segment(std::string_view& path) {
    path.remove_prefix(1);
    const std::string_view segment = path.substr(0, path.find('/'));
    path.remove_prefix(segment.size());
    return segment;
}

bool matches(std::string_view pattern, std::string_view path, Parameters& parameters) {
    while (!pattern.empty() && !path.empty()) {
        const std::string_view wanted = next_segment(pattern);
        const std::string_view given = next_segment(path);
        if (wanted == "{id}") {
            if (!read_number(given, parameters.story.value)) {
                return false;
            }
        } else if (wanted == "{number}") {
            if (!read_number(given, parameters.revision)) {
                return false;
            }
        } else if (wanted == "{slug}") {
            if (!story::is_slug(given)) {
                return false;
            }
            parameters.slug = given;
        } else if (wanted == "{name}" || wanted == "{key}" || wanted == "{language}") {
            parameters.slug = given;
        } else if (wanted == "{secret}") {
            if (!is_secret(given)) {
                return false;
            }
            parameters.secret = given;
        } else if (wanted != given) {
            return false;
        }
    }
    return pattern.empty() && path.empty();
}

}  // namespace

std::span<const Route> routes() {
    return kRoutes;
}

Match find_route(Method method, std::string_view path) {
    Match match;
    const Method wanted = method == Method::head ? Method::get : method;
    for (const Route& route : kRoutes) {
        if (route.method == wanted && matches(route.path, path, match.parameters)) {
            match.route = &route;
            return match;
        }
    }
    for (const Route& route : kRoutes) {
        if (matches(route.path, path, match.parameters)) {
            match.allowed +=
                (match.allowed.empty() ? "" : ", ") + std::string(route.method == Method::get ? "GET, HEAD" : method_name(route.method));
        }
    }
    return match;
}

std::uint64_t body_limit(Input input) {
    switch (input) {
        case Input::nothing:
            return 0;
        case Input::story:
            return kMaxStoryBytes;
        case Input::fields:
        case Input::optional_fields:
            return kMaxSmallBytes;
        case Input::front:
        case Input::front_or_form:
            return kMaxFrontBytes;
        case Input::view:
            return kMaxViewBytes;
        case Input::file:
            // Recordings are larger than pictures; Api::admit() knows the limit of each, and says it.
            return kMaxDeclaredUpload;
        case Input::captions:
            return media::kMaxCaptionsBytes;
    }
    return 0;
}

base::Result<void> check_content_type(const Route& route, const http::Request& request) {
    const std::string_view type = http::trim(request.content_type.substr(0, request.content_type.find(';')));
    const bool json = http::is_name(type, "application/json");
    switch (route.input) {
        case Input::nothing:
            return request.content_length == 0 ? base::Result<void>{}
                                               : base::fail(base::ErrorCode::malformed, "This request must not have a body.");
        case Input::view:
            if (json || http::is_name(type, "text/plain")) {
                return {};
            }
            return base::fail(base::ErrorCode::unsupported, "Send the view as application/json or text/plain.");
        case Input::file:
            if (type.empty() || http::is_name(type, "application/octet-stream") || claimed_format(type)) {
                return {};
            }
            if (type.starts_with("video/") || type.starts_with("audio/")) {
                return base::fail(base::ErrorCode::unsupported,
                                  "Browsers do not play this kind of file. Export film as MP4 with H.264 and AAC, sound as MP3.",
                                  base::reason_with("recording-format", "format", std::string(type.substr(0, kMaxTypeShown))));
            }
            return base::fail(base::ErrorCode::unsupported,
                              "Unsupported Content-Type. Send the file as image/jpeg, image/png, image/webp, image/gif, image/avif, "
                              "audio/mpeg, audio/ogg, audio/mp4, audio/aac, audio/flac, audio/wav, audio/webm, video/mp4, video/webm or "
                              "application/pdf, or as application/octet-stream.",
                              {"file-type"});
        case Input::captions:
            if (type.empty() || http::is_name(type, "text/vtt") || http::is_name(type, "application/octet-stream")) {
                return {};
            }
            return base::fail(base::ErrorCode::unsupported, "Send the captions as text/vtt.", {"file-type"});
        case Input::optional_fields:
            if (request.content_length == 0) {
                return {};
            }
            break;
        case Input::front_or_form:
            if (http::is_name(type, "application/x-www-form-urlencoded")) {
                return {};
            }
            break;
        case Input::story:
        case Input::fields:
        case Input::front:
            break;
    }
    if (json || (request.method == Method::patch && http::is_name(type, "application/merge-patch+json"))) {
        return {};
    }
    return base::fail(base::ErrorCode::unsupported, "Send the body as JSON, with \"Content-Type: application/json\".");
}

}  // namespace stoppress::newsroom
