// SPDX-License-Identifier: GPL-3.0-or-later
// Published stories as the index reads them, and which stories changes affect.
// Flow:   store -> entries -> index
// Thread: the snapshot's. Errors as transaction/read_snapshot.hpp says.
#pragma once

#include <span>
#include <vector>

#include "base/ids.hpp"
#include "base/result.hpp"
#include "search/index/entry.hpp"

namespace stoppress::store {
class ReadSnapshot;
}

namespace stoppress::search {

struct ReadEntries {
    std::vector<Entry> published;
    std::vector<base::StoryId> others;  ///< readers cannot see them, or they are no articles
};
base::Result<ReadEntries> read_entries(store::ReadSnapshot& snapshot, std::span<const base::StoryId> ids);

/// Stories that a piece of the change log is about.
struct Changed {
    std::vector<base::StoryId> stories;     ///< ascending, without duplicates
    std::vector<base::SectionId> sections;  ///< whose name changed: their stories are found by it
    std::vector<base::TopicId> topics;
    std::vector<base::AuthorId> authors;
    base::ChangeNumber last = 0;  ///< the last change that was read; 0: none
    std::string mark;             ///< of that change (Reached::mark)
    bool gap = false;             ///< numbers are missing: the index must be built anew
};
/// The changes after `after`, at most `limit`.
base::Result<Changed> read_changed(store::ReadSnapshot& snapshot, base::ChangeNumber after, std::int64_t limit);

/// What identifies a change: its time. Empty if there is none with this number.
base::Result<std::string> mark_of(store::ReadSnapshot& snapshot, base::ChangeNumber number);

}  // namespace stoppress::search
