// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/time/zone_hours.hpp"

#include <algorithm>

namespace stoppress::base {
namespace {

using std::chrono::hours;
using std::chrono::seconds;

/// The part of the offset beyond whole hours; never negative: for -03:30 it is 30 minutes.
seconds beyond_whole_hours(seconds offset) {
    return offset - std::chrono::floor<hours>(offset);
}

}  // namespace

Hour ZoneHours::hour_of(Time time) const {
    return Hour{std::chrono::floor<hours>(time + beyond_whole_hours(zone_.offset_at(time))).time_since_epoch()};
}

Time ZoneHours::begin_of(Hour hour) const {
    const Time latest{hour.time_since_epoch()};
    // A zone may have changed its offset within the hour before.
    for (const auto& [from, offset] : zone_.offsets(latest - hours{1}, latest + std::chrono::milliseconds{1})) {
        const auto begin = std::max(from, latest - beyond_whole_hours(offset));
        if (hour_of(begin) == hour && hour_of(begin - std::chrono::milliseconds{1}) < hour) {
            return begin;
        }
    }
    return latest;
}

}  // namespace stoppress::base
