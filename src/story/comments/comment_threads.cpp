// SPDX-License-Identifier: GPL-3.0-or-later
#include "story/comments/comment_threads.hpp"

#include <algorithm>
#include <unordered_map>

namespace stoppress::story {
namespace {

constexpr std::size_t kNone = PlacedComment::kNone;

/// Cuts circles: the parent of the first comment in each is none. Every comment is visited once.
void cut_circles(std::vector<std::size_t>& parents) {
    // The comment whose walk passed it; kNone: none did.
    std::vector<std::size_t> passed(parents.size(), kNone);
    for (std::size_t start = 0; start < parents.size(); ++start) {
        std::size_t at = start;
        while (at != kNone && passed[at] == kNone) {
            passed[at] = start;
            at = parents[at];
        }
        if (at == kNone || passed[at] != start) {
            continue;
        }
        std::size_t first = at;
        for (std::size_t next = parents[at]; next != at; next = parents[next]) {
            first = std::min(first, next);
        }
        parents[first] = kNone;
    }
}

}  // namespace

std::vector<PlacedComment> threaded(std::span<const ThreadedComment> comments) {
    std::unordered_map<std::string_view, std::size_t> by_id;
    by_id.reserve(comments.size());
    for (std::size_t i = 0; i < comments.size(); ++i) {
        by_id.emplace(comments[i].id, i);
    }
    std::vector<std::size_t> parents;
    parents.reserve(comments.size());
    for (const ThreadedComment& comment : comments) {
        const auto found = comment.parent.empty() ? by_id.end() : by_id.find(comment.parent);
        parents.push_back(found == by_id.end() ? kNone : found->second);
    }
    cut_circles(parents);
    std::vector<std::vector<std::size_t>> answers(comments.size());
    for (std::size_t i = 0; i < parents.size(); ++i) {
        if (parents[i] != kNone) {
            answers[parents[i]].push_back(i);
        }
    }
    std::vector<PlacedComment> placed;
    placed.reserve(comments.size());
    // Not by recursion: a thread may be as deep as there are comments.
    std::vector<PlacedComment> open;
    open.reserve(comments.size());
    for (std::size_t i = comments.size(); i-- > 0;) {
        if (parents[i] == kNone) {
            open.push_back({i, 0, kNone});
        }
    }
    while (!open.empty()) {
        const PlacedComment next = open.back();
        open.pop_back();
        placed.push_back(next);
        const auto& replies = answers[next.index];
        for (auto reply = replies.rbegin(); reply != replies.rend(); ++reply) {
            open.push_back({*reply, std::min(next.depth + 1, kMaxReplyDepth), next.index});
        }
    }
    return placed;
}

}  // namespace stoppress::story
