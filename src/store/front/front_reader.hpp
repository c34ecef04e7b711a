// SPDX-License-Identifier: GPL-3.0-or-later
// The front page: what the newsroom arranged, and the stories in the order in which readers see them.
// Flow:   store -> ReadSnapshot -> FrontReader -> reader's front page, newsroom
// Thread: the snapshot's. Errors: see transaction/read_snapshot.hpp.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "base/result.hpp"
#include "store/front/records.hpp"

namespace stoppress::store {

class ReaderSession;
class ReadSnapshot;

class FrontReader {
public:
    /// Cheap: it only refers to the snapshot's session, and is valid as long as the snapshot.
    explicit FrontReader(const ReadSnapshot& snapshot);

    /// As it was last edited, without what has ended or was withdrawn since.
    base::Result<Front> front();
    /// When the next place or the breaking line ends.
    base::Result<std::optional<base::Time>> next_end();
    /// The published articles with `entries` at their places and all others around them, newest first. Each story
    /// is there once. If there are fewer stories than places, the last ones move up. Entries of stories that are not
    /// published articles are ignored. Costs what the newest list costs at that offset.
    base::Result<std::vector<FrontStory>> stories(std::span<const FrontEntry> entries, std::int64_t offset, std::int64_t limit);

private:
    ReaderSession& session_;
};

}  // namespace stoppress::store
