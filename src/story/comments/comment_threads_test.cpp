// SPDX-License-Identifier: GPL-3.0-or-later
// Tests of the order of comments: threads, missing parents, circles, and how deep they go.
#include "story/comments/comment_threads.hpp"

#include <gtest/gtest.h>

#include <string>

namespace stoppress::story {
namespace {

/// "a1>0 b2>1": the number of each comment, its depth, and what it answers.
std::string order_of(const std::vector<ThreadedComment>& comments) {
    std::string order;
    for (const PlacedComment& placed : threaded(comments)) {
        order += (order.empty() ? "" : " ") + std::string(comments[placed.index].id) + std::to_string(placed.depth);
        order += placed.answers == PlacedComment::kNone ? "" : ">" + std::string(comments[placed.answers].id);
    }
    return order;
}

TEST(CommentThreads, PutsRepliesBehindWhatTheyAnswer) {
    EXPECT_EQ(order_of({{"a", ""}, {"b", ""}, {"c", "a"}, {"d", "b"}, {"e", "a"}, {"f", "c"}}), "a0 c1>a f2>c e1>a b0 d1>b");
    EXPECT_EQ(order_of({}), "");
}

TEST(CommentThreads, BeginsAThreadWhereTheParentIsMissingOrComesLater) {
    EXPECT_EQ(order_of({{"a", "gone"}, {"b", "c"}, {"c", ""}}), "a0 c0 b1>c");
}

TEST(CommentThreads, CutsCirclesAtTheirFirstComment) {
    EXPECT_EQ(order_of({{"a", "a"}}), "a0");
    EXPECT_EQ(order_of({{"x", "b"}, {"a", "c"}, {"b", "a"}, {"c", "b"}}), "a0 b1>a x2>b c2>b");
    EXPECT_EQ(order_of({{"a", "b"}, {"b", "a"}, {"c", "d"}, {"d", "c"}}), "a0 b1>a c0 d1>c");
}

TEST(CommentThreads, KeepsDeepThreadsFlatAtTheLimitAndNeedsNoStackForThem) {
    std::vector<std::string> ids;
    constexpr std::size_t kDeep = 100'000;
    ids.reserve(kDeep);
    for (std::size_t i = 0; i < kDeep; ++i) {
        ids.push_back(std::to_string(i));
    }
    std::vector<ThreadedComment> comments;
    comments.reserve(kDeep);
    for (std::size_t i = 0; i < kDeep; ++i) {
        comments.push_back({ids[i], i == 0 ? std::string_view() : std::string_view(ids[i - 1])});
    }
    const auto placed = threaded(comments);
    ASSERT_EQ(placed.size(), kDeep);
    EXPECT_EQ(placed.back().index, kDeep - 1);
    EXPECT_EQ(placed.back().depth, kMaxReplyDepth);
    EXPECT_EQ(placed.back().answers, kDeep - 2);
}

}  // namespace
}  // namespace stoppress::story
