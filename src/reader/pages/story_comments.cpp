// SPDX-License-Identifier: GPL-3.0-or-later
#include "reader/pages/story_comments.hpp"

#include <vector>

#include <fmt/format.h>

#include "document/comments/comment_body.hpp"
#include "reader/limits.hpp"
#include "store/comments/comment_reader.hpp"
#include "story/comments/comment_threads.hpp"

namespace stoppress::reader {

namespace {

/// That of the earlier site, to which others link.
std::string anchor_of(const store::Comment& comment) {
    return comment.anchor.empty() ? fmt::format("comment-no-{}", comment.number) : comment.anchor;
}

}  // namespace

base::Result<void> add_comments(const Printing& printing, base::StoryId story, render::StoryPage& page) {
    store::CommentReader reader(printing.snapshot);
    TRY(const auto sums, reader.sums(story));
    if (sums.shown == 0) {
        return {};
    }
    TRY(const auto comments, reader.shown(story, kMaxPageComments));
    std::vector<story::ThreadedComment> threads;
    threads.reserve(comments.size());
    for (const auto& comment : comments) {
        threads.push_back({comment.source, comment.parent});
    }
    std::size_t bytes = 0;
    page.comments.reserve(comments.size());
    for (const auto& placed : story::threaded(threads)) {
        const auto& comment = comments[placed.index];
        auto body = document::comment_html(comment.body);
        bytes += body.string().size();
        if (bytes > kMaxPageCommentBytes) {
            break;
        }
        auto& made = page.comments.emplace_back();
        made.anchor = anchor_of(comment);
        made.name = comment.name;
        made.link = comment.url;
        made.staff = !comment.author.empty();
        made.at = comment.at;
        made.body = std::move(body);
        made.depth = placed.depth;
        if (placed.answers != story::PlacedComment::kNone) {
            const auto& answered = comments[placed.answers];
            made.answers = render::Link{answered.name, "#" + anchor_of(answered)};
        }
    }
    page.comment_count = sums.shown;
    return {};
}

}  // namespace stoppress::reader
