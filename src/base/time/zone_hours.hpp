// SPDX-License-Identifier: GPL-3.0-or-later
// The hours that views are counted by, numbered since 1970. An hour begins when clocks in the site's zone show a full
// hour, so each hour belongs to one local day, even in zones that are 30 or 45 minutes off.
//
// In a zone that is whole hours off UTC the number is the UTC hour since the epoch. Elsewhere the hour begins up to 45
// minutes before the UTC hour with that number. Where such a zone changes its minutes (Lord Howe Island, by half an
// hour), one hour is longer or shorter; none is skipped.
// Thread: any; immutable.
#pragma once

#include <string_view>

#include "base/time/hour.hpp"
#include "base/time/time.hpp"
#include "base/time/time_zone.hpp"

namespace stoppress::base {

class ZoneHours {
public:
    /// For UTC.
    ZoneHours() : ZoneHours("UTC") {}
    /// For the zone with this IANA name; for UTC if tzdata does not have it.
    explicit ZoneHours(std::string_view zone) : zone_(TimeZone::find_or_utc(zone)) {}

    /// The hour that contains `time`. One lookup in the zone's rules, without a lock.
    [[nodiscard]] Hour hour_of(Time time) const;
    /// The first moment of the hour.
    [[nodiscard]] Time begin_of(Hour hour) const;
    /// The first hour that begins at `time` or later.
    [[nodiscard]] Hour first_from(Time time) const { return hour_of(time - std::chrono::milliseconds{1}) + std::chrono::hours{1}; }

private:
    TimeZone zone_;
};

}  // namespace stoppress::base
