// SPDX-License-Identifier: GPL-3.0-or-later
#include <charconv>

#include <fmt/format.h>

#include "newsroom/api/answers.hpp"
#include "newsroom/formats/json_writer.hpp"
#include "newsroom/formats/query_reader.hpp"
#include "newsroom/limits.hpp"
#include "newsroom/search/search_handlers.hpp"
#include "newsroom/stories/story_answer.hpp"
#include "search/limits.hpp"
#include "search/stories/narrowing.hpp"
#include "search/stories/story_snippets.hpp"
#include "store/lists/list_reader.hpp"
#include "store/views/view_reader.hpp"

namespace stoppress::newsroom {
namespace {

using base::ErrorCode;
using base::Result;

/// How many stories come before; what `next` gave.
Result<std::size_t> offset_of(const std::string& cursor) {
    std::size_t offset = 0;
    if (cursor.empty()) {
        return offset;
    }
    const auto* const end = cursor.data() + cursor.size();
    const auto [stop, error] = std::from_chars(cursor.data(), end, offset);
    if (error != std::errc{} || stop != end || offset > search::kMaxDepth) {
        return base::fail(ErrorCode::malformed, "The cursor is not valid. Use the value of \"next\" from the previous answer.");
    }
    return offset;
}

}  // namespace

Result<Answer> SearchHandlers::search_stories(const Call& call, store::ReadSnapshot& snapshot) const {
    QueryReader reader(call.query);
    search::Query query;
    query.text = reader.text("q", kMaxSearch);
    const search::Slugs slugs{reader.slug("section"), reader.slug("topic"), reader.slug("author")};
    query.language = reader.language("language");
    query.from = reader.time("from");
    query.before = reader.time("to");
    if (reader.choice("order", {"relevance", "newest"}) == "newest") {
        query.order = search::Order::newest;
    }
    query.limit = static_cast<std::size_t>(reader.number("limit", 1, kMaxListLength).value_or(kDefaultListLength));
    const auto cursor = reader.cursor("cursor");
    TRY_VOID(reader.finish());
    if (query.text.empty()) {
        return base::fail(ErrorCode::malformed, "The parameter q is missing: what to search for.");
    }
    TRY(query.offset, offset_of(cursor));
    TRY(const auto narrowing, search::look_up(snapshot, slugs));
    narrowing.apply_to(query);
    search::SiteSearch::Found found;
    if (!narrowing.nowhere) {
        TRY(found, search_.find(snapshot, query));
    }
    const auto& ids = found.answer.stories;
    TRY(auto snippets, search::story_snippets(snapshot, ids, query.text));
    TRY(const auto stories, store::ListReader(snapshot).published(ids));
    std::vector<base::StoryId> listed;
    for (const auto& story : stories) {
        listed.push_back(story.id);
    }
    TRY(const auto views, store::ViewReader(snapshot).views(listed, clock_.now()));
    TRY(const auto topic, search::meant_topic(snapshot, query.text));

    JsonWriter json;
    json.begin_object();
    json.key("stories").begin_array();
    for (std::size_t i = 0; i < stories.size(); ++i) {
        const StoryBeside beside{views[i], nullptr, {}, settings_.site.language, &snippets[stories[i].id]};
        write_story(json, stories[i], beside, Body::without);
    }
    json.end_array();
    const auto next = query.offset + query.limit;
    const bool more = next < found.answer.count && next < search::kMaxDepth;
    json.key("next").text_or_null(more ? std::to_string(next) : std::string());
    json.key("count").number(static_cast<std::int64_t>(found.answer.count));
    json.key("exact").truth(found.answer.exact);
    json.key("complete").truth(found.whole);
    json.key("topic");
    if (topic) {
        json.begin_object();
        json.key("slug").text(topic->slug);
        json.key("name").text(topic->name);
        json.end_object();
    } else {
        json.null();
    }
    json.key("suggestion").text_or_null(found.answer.suggestion);
    json.end_object();
    return answer_of(json);
}

}  // namespace stoppress::newsroom
