// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/comments/comment_reader.hpp"

#include <spdlog/spdlog.h>

#include "document/convert.hpp"
#include "store/transaction/read_snapshot.hpp"
#include "store/transaction/reader_session.hpp"

namespace stoppress::store {

namespace {

/// From a row with the columns of comment.get. Without words if its body cannot be read.
Comment comment_in(const Query& row, base::StoryId story) {
    Comment comment;
    comment.number = row.integer("number");
    comment.source = row.text("source");
    comment.parent = row.text("parent");
    comment.anchor = row.text("anchor");
    comment.name = row.text("name");
    comment.url = row.text("url");
    comment.author = row.text("author");
    comment.at = base::from_milliseconds(row.integer("at"));
    comment.hidden = row.integer("hidden") != 0;
    comment.answers = row.integer("answers");
    if (auto body = document::from_json(row.text("body")); body.has_value()) {
        comment.body = std::move(*body);
    } else {
        spdlog::warn("comment {} of story {} cannot be read; run `stoppress check`", comment.number, story.value);
    }
    return comment;
}

std::vector<Comment> comments_in(Query& query, base::StoryId story) {
    std::vector<Comment> found;
    while (query.next()) {
        found.push_back(comment_in(query, story));
    }
    return found;
}

}  // namespace

CommentReader::CommentReader(const ReadSnapshot& snapshot) : session_(snapshot.session()) {}

base::Result<std::vector<Comment>> CommentReader::shown(base::StoryId story, std::int64_t limit) {
    return guarded([&]() -> base::Result<std::vector<Comment>> {
        auto query = session_.session().query("comment.shown");
        query.set("story", story.value).set("limit", limit);
        return comments_in(query, story);
    });
}

base::Result<std::vector<Comment>> CommentReader::all(base::StoryId story, std::int64_t after, std::int64_t limit) {
    return guarded([&]() -> base::Result<std::vector<Comment>> {
        auto query = session_.session().query("comment.list");
        query.set("story", story.value).set("after", after).set("limit", limit);
        return comments_in(query, story);
    });
}

base::Result<std::optional<Comment>> CommentReader::comment(base::StoryId story, std::int64_t number) {
    return guarded([&]() -> base::Result<std::optional<Comment>> {
        auto query = session_.session().query("comment.get");
        if (!query.set("story", story.value).set("number", number).one()) {
            return std::optional<Comment>{};
        }
        return std::optional(comment_in(query, story));
    });
}

base::Result<CommentSums> CommentReader::sums(base::StoryId story) {
    return guarded([&]() -> base::Result<CommentSums> {
        auto query = session_.session().query("comment.sums");
        query.set("story", story.value).one();
        return CommentSums{query.integer("comments") - query.integer("hidden"), query.integer("hidden")};
    });
}

}  // namespace stoppress::store
