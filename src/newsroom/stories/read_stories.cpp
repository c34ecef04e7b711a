// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include "newsroom/api/answers.hpp"
#include "newsroom/auth/access.hpp"
#include "newsroom/formats/json_writer.hpp"
#include "newsroom/formats/query_reader.hpp"
#include "newsroom/limits.hpp"
#include "newsroom/stories/story_answer.hpp"
#include "newsroom/stories/story_handlers.hpp"
#include "newsroom/stories/story_subject.hpp"
#include "store/editing/editing_reader.hpp"
#include "store/editing/records.hpp"
#include "store/lists/list_reader.hpp"
#include "store/stories/story_reader.hpp"
#include "store/views/view_reader.hpp"

namespace stoppress::newsroom {
namespace {

using base::ErrorCode;
using base::Result;

/// What the caller may see of the requested stories. Unpublished stories of others are left out inside the query.
Result<void> narrow(store::StoryQuery& query, const std::optional<std::string_view>& status, const Call& call) {
    if (status && *status != "any") {
        query.status = story::parse_status(*status);
    } else if (call.who) {
        query.status.reset();
    }
    const bool published_only = query.status == story::Status::published;
    if (!call.who && !(published_only && status != "any")) {
        return base::fail(ErrorCode::unauthenticated, "Listing unpublished stories requires a token.");
    }
    if (call.who && !published_only && !sees_all(*call.who)) {
        query.own_of = call.who->name;
    }
    return {};
}

bool is_for_newsroom(const store::StoryQuery& query) {
    return !query.words.empty() || !query.owner.empty() || !query.assignee.empty() || query.with_draft || query.proposed || query.from ||
           query.until;
}

}  // namespace

Result<Answer> StoryHandlers::list_stories(const Call& call, store::ReadSnapshot& snapshot) const {
    QueryReader reader(call.query);
    store::StoryQuery query;
    query.window = effective_settings_.current()->boxes.most_viewed.window;
    query.section = reader.slug("section");
    query.topic = reader.slug("topic");
    query.author = reader.slug("author");
    query.language = reader.language("language");
    query.limit = reader.number("limit", 1, kMaxListLength).value_or(kDefaultListLength);
    query.cursor = reader.cursor("cursor");
    query.words = reader.text("q", kMaxSearch);
    query.owner = reader.text("owner", kMaxName);
    query.assignee = reader.text("assignee", kMaxName);
    query.with_draft = reader.choice("has_draft", {"true"}).has_value();
    query.proposed = reader.choice("proposed", {"true"}).has_value();
    query.from = reader.time("from");
    query.until = reader.time("until");
    const auto order = reader.choice("order", {"newest", "most_viewed"});
    const auto window = reader.choice("window", {"day", "week", "month", "all"});
    const auto status = reader.choice("status", {"draft", "in_review", "scheduled", "published", "withdrawn", "any"});
    TRY_VOID(reader.finish());
    TRY_VOID(narrow(query, status, call));
    if (!call.who && is_for_newsroom(query)) {
        return base::fail(ErrorCode::unauthenticated,
                          "The parameters q, owner, assignee, has_draft, proposed, from and until require a token.");
    }
    if (window) {
        query.window = story::parse_window(*window).value_or(query.window);
    }
    if (order == "most_viewed") {
        // Only published stories have views.
        query.order = store::StoryQuery::Order::most_viewed;
        query.status = story::Status::published;
        query.own_of.clear();
    }
    auto list = store::ListReader(snapshot).stories(query);
    if (!list.has_value()) {
        return list.error().code == ErrorCode::invalid ? base::fail(ErrorCode::malformed, list.error().message) : std::move(list).error();
    }
    std::vector<base::StoryId> ids;
    ids.reserve(list->stories.size());
    for (const story::Story& story : list->stories) {
        ids.push_back(story.id);
    }
    TRY(const auto views, store::ViewReader(snapshot).views(ids, clock_.now()));
    std::vector<store::StoryWork> work;
    if (call.who) {
        TRY(work, store::EditingReader(snapshot).work(ids));
    }

    JsonWriter json;
    json.begin_object();
    json.key("stories").begin_array();
    for (std::size_t i = 0; i < list->stories.size(); ++i) {
        const StoryBeside beside{views[i], call.who ? &work[i] : nullptr, {}, settings_.site.language};
        write_story(json, list->stories[i], beside, Body::without);
    }
    json.end_array();
    json.key("next").text_or_null(list->next);
    json.end_object();
    return answer_of(json);
}

Result<Answer> StoryHandlers::get_story(const Call& call, store::ReadSnapshot& snapshot) const {
    TRY(const auto story, find_story(call, Action::see, snapshot));
    if (story.body_unreadable && !call.who) {
        return base::fail(base::ErrorCode::corrupt,
                          fmt::format("The body of story {} cannot be read; run `stoppress check`.", story.id.value));
    }
    return story_answer(settings_, clock_.now(), snapshot, story, call.who ? Audience::newsroom : Audience::readers);
}

Result<Answer> StoryHandlers::list_translations(const Call& call, store::ReadSnapshot& snapshot) const {
    TRY(const auto story, find_story(call, Action::see_history, snapshot));
    TRY(const auto draft, store::EditingReader(snapshot).draft(story.id));
    TRY(auto group, store::ListReader(snapshot).translations((draft ? draft->content : story.content).translation_key));
    std::erase_if(group, [&](const story::Story& other) { return other.id == story.id; });
    std::vector<base::StoryId> ids;
    for (const auto& other : group) {
        ids.push_back(other.id);
    }
    TRY(const auto views, store::ViewReader(snapshot).views(ids, clock_.now()));
    TRY(const auto work, store::EditingReader(snapshot).work(ids));
    JsonWriter json;
    json.begin_object();
    json.key("stories").begin_array();
    for (std::size_t i = 0; i < group.size(); ++i) {
        const bool own = work[i].created_by == call.who->name || work[i].assignee == call.who->name;
        if (own || sees_all(*call.who) || group[i].status == story::Status::published) {
            const StoryBeside beside{views[i], &work[i], {}, settings_.site.language};
            write_story(json, group[i], beside, Body::without);
        }
    }
    json.end_array();
    json.end_object();
    return answer_of(json);
}

Result<Answer> StoryHandlers::list_revisions(const Call& call, store::ReadSnapshot& snapshot) const {
    TRY(const auto story, find_story(call, Action::see_history, snapshot));
    TRY(const auto revisions, store::StoryReader(snapshot).revisions(story.id));
    JsonWriter json;
    json.begin_object();
    json.key("revisions").begin_array();
    for (const store::RevisionInfo& revision : revisions) {
        json.begin_object();
        json.key("number").number(revision.number);
        json.key("saved_at").time(revision.saved_at);
        json.key("saved_by").text(revision.saved_by);
        json.key("headline").text(revision.headline);
        json.end_object();
    }
    json.end_array();
    json.end_object();
    return answer_of(json);
}

Result<Answer> StoryHandlers::get_revision(const Call& call, store::ReadSnapshot& snapshot) const {
    TRY(const auto story, find_story(call, Action::see_history, snapshot));
    TRY(const auto content, store::StoryReader(snapshot).revision(story.id, call.parameters.revision));
    if (!content) {
        return base::fail(ErrorCode::not_found, fmt::format("Story {} has no revision {}; the latest is {}.", story.id.value,
                                                            call.parameters.revision, story.revision));
    }
    JsonWriter json;
    json.begin_object();
    json.key("id").number(story.id.value);
    json.key("revision").number(call.parameters.revision);
    write_content(json, *content, Body::with, settings_.site.language);
    json.end_object();
    return answer_of(json);
}

}  // namespace stoppress::newsroom
