// SPDX-License-Identifier: GPL-3.0-or-later
// Comments of an earlier site: listed, hidden from readers, and deleted, because those who wrote them may ask for that.
#include <fmt/format.h>

#include "document/convert.hpp"
#include "newsroom/api/answers.hpp"
#include "newsroom/auth/access.hpp"
#include "newsroom/formats/json_writer.hpp"
#include "newsroom/formats/object_reader.hpp"
#include "newsroom/formats/query_reader.hpp"
#include "newsroom/limits.hpp"
#include "newsroom/stories/story_handlers.hpp"
#include "newsroom/stories/story_subject.hpp"
#include "store/comments/comment_reader.hpp"
#include "store/comments/comment_writer.hpp"
#include "store/stories/story_writer.hpp"

namespace stoppress::newsroom {

using base::ErrorCode;
using base::Result;

namespace {

void write_comment(JsonWriter& json, const store::Comment& comment) {
    json.begin_object();
    json.key("number").number(comment.number);
    json.key("at").time(comment.at);
    json.key("name").text(comment.name);
    json.key("url").text_or_null(comment.url);
    json.key("author").text_or_null(comment.author);
    json.key("answers");
    if (comment.answers > 0) {
        json.number(comment.answers);
    } else {
        json.null();
    }
    json.key("anchor").text_or_null(comment.anchor);
    json.key("text").text(document::to_text(comment.body));
    json.key("hidden").truth(comment.hidden);
    json.end_object();
}

/// For the audit log, which must not keep the name of whoever asked for the deletion. The headline is appended.
std::string detail_of(const Call& call) {
    return fmt::format("\"#{}\"", call.parameters.revision);
}

}  // namespace

Result<Answer> list_comments(const Call& call, store::ReadSnapshot& snapshot) {
    QueryReader query(call.query);
    const auto limit = query.number("limit", 1, kMaxListLength).value_or(kDefaultListLength);
    const auto after = query.number("cursor", 1, INT64_MAX).value_or(0);
    TRY_VOID(query.finish());
    TRY(const auto story, find_story(call, Action::see_history, snapshot));
    store::CommentReader reader(snapshot);
    TRY(const auto sums, reader.sums(story.id));
    TRY(auto comments, reader.all(story.id, after, limit + 1));
    const bool more = static_cast<std::int64_t>(comments.size()) > limit;
    if (more) {
        comments.pop_back();
    }
    JsonWriter json;
    json.begin_object();
    json.key("comments").begin_array();
    for (const auto& comment : comments) {
        write_comment(json, comment);
    }
    json.end_array();
    json.key("shown").number(sums.shown);
    json.key("hidden").number(sums.hidden);
    json.key("next").text_or_null(more ? std::to_string(comments.back().number) : std::string());
    json.end_object();
    return answer_of(json);
}

Result<Change> hide_comment(const Call& call, store::ReadSnapshot& snapshot) {
    TRY(const auto story, find_story(call, Action::see_history, snapshot));
    BodyReader body(call.request.body);
    const auto hidden = body.truth("hidden");
    if (!hidden) {
        body.missing("hidden", "true or false");
    }
    TRY_VOID(body.close());
    Change change;
    change.detail = detail_of(call);
    change.action = *hidden ? "story.hide_comment" : "story.show_comment";
    change.job = [&call, id = story.id, hidden = *hidden](store::WriteTransaction& transaction, Outcome& outcome) -> Result<void> {
        TRY_VOID(find_story(call, Action::see_history, transaction));
        TRY(outcome.audited, store::CommentWriter(transaction).hide(id, call.parameters.revision, hidden));
        outcome.visible = outcome.audited;
        TRY(outcome.story, store::StoryWriter(transaction).story(id));
        return {};
    };
    change.answer = [&call, id = story.id](store::ReadSnapshot& after, Outcome& /*outcome*/) -> Result<Answer> {
        TRY(const auto comment, store::CommentReader(after).comment(id, call.parameters.revision));
        if (!comment) {
            return base::fail(ErrorCode::internal, "a comment was not found after it was changed");
        }
        JsonWriter json;
        write_comment(json, *comment);
        return answer_of(json);
    };
    return change;
}

Result<Change> delete_comment(const Call& call, store::ReadSnapshot& snapshot) {
    TRY(const auto story, find_story(call, Action::see_history, snapshot));
    Change change;
    change.detail = detail_of(call);
    change.job = [&call, id = story.id](store::WriteTransaction& transaction, Outcome& outcome) -> Result<void> {
        TRY_VOID(find_story(call, Action::see_history, transaction));
        TRY_VOID(store::CommentWriter(transaction).remove(id, call.parameters.revision));
        TRY(outcome.story, store::StoryWriter(transaction).story(id));
        return {};
    };
    change.answer = [](store::ReadSnapshot& /*after*/, Outcome& /*outcome*/) -> Result<Answer> { return no_content(); };
    return change;
}

}  // namespace stoppress::newsroom
