// SPDX-License-Identifier: GPL-3.0-or-later
#include "newsroom/api/audit_event.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "newsroom/auth/authenticate.hpp"
#include "store/site/audit_event.hpp"

namespace stoppress::newsroom {
namespace {

struct NamedRoute {
    http::Method method;
    std::string_view path;
    std::string_view name;
};

constexpr std::array<NamedRoute, 37> kActions{{
    {http::Method::post, "/api/v1/stories/{id}/review", "story.submit"},
    {http::Method::post, "/api/v1/stories/{id}/publish", "story.publish"},
    {http::Method::post, "/api/v1/stories/{id}/unpublish", "story.unpublish"},
    {http::Method::post, "/api/v1/stories/{id}/withdraw", "story.withdraw"},
    {http::Method::put, "/api/v1/stories/{id}/assignee", "story.assign"},
    {http::Method::put, "/api/v1/stories/{id}/embargo", "story.embargo"},
    {http::Method::post, "/api/v1/stories/{id}/corrections", "story.correct"},
    {http::Method::patch, "/api/v1/stories/{id}/corrections/{number}", "story.change_correction"},
    {http::Method::patch, "/api/v1/stories/{id}/comments/{number}", "story.hide_comment"},
    {http::Method::delete_, "/api/v1/stories/{id}/comments/{number}", "story.delete_comment"},
    {http::Method::post, "/api/v1/stories/{id}/proposal", "story.propose"},
    {http::Method::post, "/api/v1/stories/{id}/proposal/take", "story.take_proposal"},
    {http::Method::delete_, "/api/v1/stories/{id}", "trash.add"},
    {http::Method::delete_, "/api/v1/media/{number}", "trash.add"},
    {http::Method::post, "/api/v1/media/{number}/crop", "media.crop"},
    {http::Method::delete_, "/api/v1/sections/{slug}", "trash.add"},
    {http::Method::delete_, "/api/v1/topics/{slug}", "trash.add"},
    {http::Method::delete_, "/api/v1/authors/{slug}", "trash.add"},
    {http::Method::post, "/api/v1/trash/{number}/restore", "trash.restore"},
    {http::Method::delete_, "/api/v1/trash/{number}", "trash.remove"},
    {http::Method::put, "/api/v1/sections/{slug}", "section.put"},
    {http::Method::put, "/api/v1/topics/{slug}", "topic.put"},
    {http::Method::put, "/api/v1/authors/{slug}", "author.put"},
    {http::Method::post, "/api/v1/topics/{slug}/merge", "topic.merge"},
    {http::Method::post, "/api/v1/topics/{slug}/split", "topic.split"},
    {http::Method::delete_, "/api/v1/topic-merges/{number}", "topic.unmerge"},
    {http::Method::put, "/api/v1/settings/{key}", "setting.put"},
    {http::Method::delete_, "/api/v1/settings/{key}", "setting.reset"},
    {http::Method::post, "/api/v1/redirects", "redirect.add"},
    {http::Method::delete_, "/api/v1/redirects", "redirect.remove"},
    {http::Method::put, "/api/v1/menus/{language}", "menu.put"},
    {http::Method::put, "/api/v1/front", "front.edit"},
    {http::Method::post, "/api/v1/templates", "template.add"},
    {http::Method::patch, "/api/v1/templates/{number}", "template.change"},
    {http::Method::delete_, "/api/v1/templates/{number}", "template.delete"},
    {http::Method::post, "/api/v1/templates/{number}/restore", "template.restore"},
    {http::Method::post, "/api/v1/imports/{number}/notes", "import.done"},
}};

/// The subject: "story 17", "section city".
std::string subject_of(const Route& route, const Call& call) {
    constexpr std::string_view kPrefix = "/api/v1/";
    std::string_view kind = route.path.substr(kPrefix.size());
    kind = kind.substr(0, kind.find('/'));
    if (route.path.contains("{id}")) {
        return fmt::format("story {}", call.parameters.story.value);
    }
    if (kind.ends_with('s')) {
        kind.remove_suffix(1);
    }
    return call.parameters.slug.empty() ? std::string(kind) : fmt::format("{} {}", kind, call.parameters.slug);
}

}  // namespace

std::optional<store::AuditEvent> audit_event_of(const Route& route, const Call& call) {
    // By default: every change that needs an editor is recorded, even without a name of its own here. So are those that
    // have one, such as handing in and deleting, and cropping, which is made as an upload is.
    const auto* known =
        std::ranges::find_if(kActions, [&](const NamedRoute& named) { return named.method == route.method && named.path == route.path; });
    const bool by_editors = std::holds_alternative<ChangeHandler>(route.handler) &&
                            (route.needed == Capability::edit || route.needed == Capability::administer);
    if (!by_editors && known == kActions.end()) {
        return std::nullopt;
    }
    store::AuditEvent note;
    const auto actor = actor_of(call);
    note.who = actor.who;
    note.address_hint = actor.address_hint;
    note.action = known != kActions.end() ? std::string(known->name) : fmt::format("{} {}", http::method_name(route.method), route.path);
    note.subject = subject_of(route, call);
    return note;
}

}  // namespace stoppress::newsroom
