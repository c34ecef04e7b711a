// SPDX-License-Identifier: GPL-3.0-or-later
// What goes on at this moment: who reads now, and the last hour by the minute.
// Flow:   Audience -> ReadingNow, StoryNow -> newsroom
// Thread: values.
#pragma once

#include <cstdint>
#include <vector>

#include "base/ids.hpp"
#include "base/time.hpp"
#include "store/records.hpp"

namespace stoppress::readership {

struct MinuteSum {
    base::Time at;  ///< when it began
    store::ViewSum sum;
    friend bool operator==(const MinuteSum&, const MinuteSum&) = default;
};

/// A story that is being read.
struct StoryRead {
    base::StoryId story;
    std::int64_t readers = 0;  ///< of the last five minutes
    std::int64_t views = 0;    ///< of the last hour
    friend bool operator==(const StoryRead&, const StoryRead&) = default;
};

struct ReadingNow {
    base::Time since;                ///< nothing from before is known: the program, or its clock, began anew then
    std::int64_t readers = 0;        ///< different people of the last five minutes
    std::vector<MinuteSum> minutes;  ///< the last sixty, or those since `since`; this one, which is not over, is the last
    std::vector<StoryRead> stories;  ///< most readers first
};

struct StoryNow {
    base::Time since;
    std::int64_t readers = 0;
    std::vector<MinuteSum> minutes;
    bool whole = true;  ///< false: more different stories were viewed in a minute than are kept apart, and this one may lack views
};

}  // namespace stoppress::readership
