// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/comments/comment_writer.hpp"

#include <fmt/format.h>

#include "store/limits.hpp"
#include "store/stories/story_rows.hpp"
#include "store/transaction/tags.hpp"
#include "store/transaction/write_transaction.hpp"
#include "store/transaction/writer_session.hpp"
#include "store/trash/trash_rows.hpp"

namespace stoppress::store {

namespace {

constexpr std::string_view kCommentsChange = "commented";
constexpr std::string_view kRemovedHere = "here";
constexpr std::string_view kRemovedThere = "there";

base::Error no_comment(base::StoryId story, std::int64_t number) {
    return base::fail(base::ErrorCode::not_found, fmt::format("Story {} has no comment {}.", story.value, number));
}

bool is_same(const Query& row, const ImportedComment& comment) {
    return row.text("removed").empty() && row.text("parent") == comment.parent && row.text("anchor") == comment.anchor &&
           row.text("name") == comment.name && row.text("url") == comment.url && row.text("author") == comment.author &&
           row.integer("at") == base::to_milliseconds(comment.at) && row.text("body") == comment.body;
}

void set_words(Query& query, base::StoryId story, std::int64_t number, const ImportedComment& comment) {
    query.set("story", story.value).set("number", number).set("parent", comment.parent).set("anchor", comment.anchor);
    query.set("name", comment.name).set("url", comment.url).set("author", comment.author);
    query.set("at", base::to_milliseconds(comment.at)).set("body", comment.body);
}

void remove_words(Session& session, base::StoryId story, std::int64_t number, std::string_view by) {
    session.query("comment.remove").set("story", story.value).set("number", number).set("removed", by).run();
}

CommentOutcome take(Session& session, base::StoryId story, const ImportedComment& comment) {
    auto known = session.query("comment.by_source");
    if (!known.set("story", story.value).set("source", comment.source).one()) {
        if (comment.left_out) {
            return CommentOutcome::left_out;
        }
        auto last = session.query("comment.last");
        last.set("story", story.value).one();
        const auto number = last.integer("number") + 1;
        if (number > kMaxCommentsOfStory) {
            return CommentOutcome::too_many;
        }
        auto insert = session.query("comment.insert");
        set_words(insert, story, number, comment);
        insert.set("source", comment.source).run();
        return CommentOutcome::created;
    }
    const auto number = known.integer("number");
    if (known.text("removed") == kRemovedHere) {
        return comment.left_out ? CommentOutcome::left_out : CommentOutcome::removed_here;
    }
    if (comment.left_out) {
        if (known.text("removed").empty()) {
            remove_words(session, story, number, kRemovedThere);
            return CommentOutcome::changed;
        }
        return CommentOutcome::left_out;
    }
    if (is_same(known, comment)) {
        return CommentOutcome::unchanged;
    }
    auto update = session.query("comment.update");
    set_words(update, story, number, comment);
    update.run();
    return CommentOutcome::changed;
}

}  // namespace

CommentWriter::CommentWriter(const WriteTransaction& transaction) : session_(transaction.session()) {}

base::Result<std::vector<CommentOutcome>> CommentWriter::import_comments(const std::string& story,
                                                                         const std::vector<ImportedComment>& comments) {
    return guarded([&]() -> base::Result<std::vector<CommentOutcome>> {
        auto& session = session_.session();
        const auto id = story_from(session, story);
        if (!id) {
            return std::vector(comments.size(), CommentOutcome::no_story);
        }
        if (trash_of_story(session, id) != 0) {
            return std::vector(comments.size(), CommentOutcome::story_in_trash);
        }
        std::vector<CommentOutcome> outcomes;
        outcomes.reserve(comments.size());
        bool changed = false;
        for (const auto& comment : comments) {
            outcomes.push_back(take(session, id, comment));
            changed = changed || outcomes.back() == CommentOutcome::created || outcomes.back() == CommentOutcome::changed;
        }
        if (changed) {
            session_.append_change(kCommentsChange, id, {story_tag(id)});
        }
        return outcomes;
    });
}

base::Result<bool> CommentWriter::hide(base::StoryId story, std::int64_t number, bool hidden) {
    return guarded([&]() -> base::Result<bool> {
        auto& session = session_.session();
        auto known = session.query("comment.get");
        if (!known.set("story", story.value).set("number", number).one()) {
            return no_comment(story, number);
        }
        if ((known.integer("hidden") != 0) == hidden) {
            return false;
        }
        session.query("comment.set_hidden")
            .set("story", story.value)
            .set("number", number)
            .set("hidden", std::int64_t{hidden ? 1 : 0})
            .run();
        session_.append_change(kCommentsChange, story, {story_tag(story)});
        return true;
    });
}

base::Result<void> CommentWriter::remove(base::StoryId story, std::int64_t number) {
    return guarded([&]() -> base::Result<void> {
        auto& session = session_.session();
        auto known = session.query("comment.get");
        if (!known.set("story", story.value).set("number", number).one()) {
            return no_comment(story, number);
        }
        remove_words(session, story, number, kRemovedHere);
        session_.append_change(kCommentsChange, story, {story_tag(story)});
        return {};
    });
}

}  // namespace stoppress::store
