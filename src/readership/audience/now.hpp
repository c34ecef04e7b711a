// SPDX-License-Identifier: GPL-3.0-or-later
// Current activity: who is reading now, and the last hour by the minute.
// Flow:   Audience -> ReadingNow, StoryNow -> newsroom
// Thread: plain data.
#pragma once

#include <cstdint>
#include <vector>

#include "base/ids.hpp"
#include "base/time/time.hpp"
#include "store/views/records.hpp"

namespace stoppress::readership {

struct MinuteSum {
    base::Time at;  ///< start of the minute
    store::ViewSum sum;
    friend bool operator==(const MinuteSum&, const MinuteSum&) = default;
};

/// A story that is being read.
struct StoryRead {
    base::StoryId story;
    std::int64_t readers = 0;  ///< in the last five minutes
    std::int64_t views = 0;    ///< in the last hour
    friend bool operator==(const StoryRead&, const StoryRead&) = default;
};

struct ReadingNow {
    base::Time since;                ///< start of the data: a start of the program, or a change of the clock
    std::int64_t readers = 0;        ///< different people in the last five minutes
    std::vector<MinuteSum> minutes;  ///< the last sixty, or those since `since`; the last one is not over
    std::vector<StoryRead> stories;  ///< most readers first
};

struct StoryNow {
    base::Time since;
    std::int64_t readers = 0;
    std::vector<MinuteSum> minutes;
    bool whole = true;  ///< false: views may be missing, because too many different stories were viewed in one minute
};

}  // namespace stoppress::readership
