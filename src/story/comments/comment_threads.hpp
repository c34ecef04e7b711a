// SPDX-License-Identifier: GPL-3.0-or-later
// The order of a story's comments: each behind what it answers. What answers nothing that is there begins a thread, whatever the earlier site said.
// Thread: any; a pure function.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

namespace stoppress::story {

/// How far replies are indented. Deeper ones stand at this depth: on a phone, nothing would be left of their lines.
inline constexpr int kMaxReplyDepth = 4;

/// What the order depends on. The views must stay valid for the call.
struct ThreadedComment {
    std::string_view id;      ///< unique
    std::string_view parent;  ///< id of the comment that it answers; empty: none
};

struct PlacedComment {
    static constexpr std::size_t kNone = static_cast<std::size_t>(-1);
    std::size_t index = 0;        ///< in what was given
    int depth = 0;                ///< 0: begins a thread; at most kMaxReplyDepth
    std::size_t answers = kNone;  ///< index of the comment that it answers
};

/// All of `comments` once. Threads, and the answers to one comment, keep the order in which they were given. A parent that is missing counts as none; of
/// comments that answer each other in a circle, the first one begins a thread.
[[nodiscard]] std::vector<PlacedComment> threaded(std::span<const ThreadedComment> comments);

}  // namespace stoppress::story
