// SPDX-License-Identifier: GPL-3.0-or-later
// The comments of a story.
// Flow:   store -> ReadSnapshot -> CommentReader -> reader, newsroom, exporting
// Thread: the snapshot's. Errors: see transaction/read_snapshot.hpp.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "base/ids.hpp"
#include "base/result.hpp"
#include "store/comments/records.hpp"

namespace stoppress::store {

class ReaderSession;
class ReadSnapshot;

class CommentReader {
public:
    /// Cheap: it only refers to the snapshot's session, and is valid as long as the snapshot.
    explicit CommentReader(const ReadSnapshot& snapshot);

    /// Those that readers may see if they may see the story, oldest first, at most `limit`.
    base::Result<std::vector<Comment>> shown(base::StoryId story, std::int64_t limit);
    /// Hidden ones, too, by number; `after`: the number of the last one of the page before, 0 for the first page.
    base::Result<std::vector<Comment>> all(base::StoryId story, std::int64_t after, std::int64_t limit);
    base::Result<std::optional<Comment>> comment(base::StoryId story, std::int64_t number);
    base::Result<CommentSums> sums(base::StoryId story);

private:
    ReaderSession& session_;
};

}  // namespace stoppress::store
