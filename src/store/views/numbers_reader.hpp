// SPDX-License-Identifier: GPL-3.0-or-later
// Views over time, for the newsroom. Hours are those of base::ZoneHours in the site's time zone.
// Flow:   store -> ReadSnapshot -> NumbersReader
// Thread: the snapshot's. Errors and ids without an object: see transaction/read_snapshot.hpp.
#pragma once

#include <cstdint>

#include "base/ids.hpp"
#include "base/result.hpp"
#include "store/views/records.hpp"

namespace stoppress::store {

class ReaderSession;
class ReadSnapshot;

class NumbersReader {
public:
    /// Cheap: it only refers to the snapshot's session, and is valid as long as the snapshot.
    explicit NumbersReader(const ReadSnapshot& snapshot);

    /// The views of the whole site in the hours from `first` to `last` inclusive. Reads the site's sums only,
    /// not the stories'.
    base::Result<Numbers> numbers(base::Hour first, base::Hour last);
    base::Result<StoryNumbers> story_numbers(base::StoryId id, base::Hour first, base::Hour last);

private:
    ReaderSession& session_;
};

}  // namespace stoppress::store
