// SPDX-License-Identifier: GPL-3.0-or-later
// The hours that views are stored by, numbered since 1970. They begin when clocks of the site's zone show a full hour, so that each belongs
// to one day there, also where the zone is half an hour or a quarter off UTC.
//
// In a zone that is whole hours off UTC the number is that of the hour of UTC. Elsewhere the hour begins up to 45 minutes before that one.
// Where such a zone changes its minutes (Lord Howe Island, by half an hour), one hour lasts longer or shorter; none is left out.
// Thread: any.
#pragma once

#include <cstdint>
#include <string_view>

#include "base/time.hpp"
#include "base/time_zone.hpp"

namespace stoppress::base {

class ZoneHours {
public:
    /// Of UTC.
    ZoneHours() : ZoneHours("UTC") {}
    /// Of the zone with this IANA name; of UTC where tzdata does not have it.
    explicit ZoneHours(std::string_view zone) : zone_(TimeZone::find_or_utc(zone)) {}

    /// The hour that `time` is in. One lookup in the zone's rules, without a lock.
    [[nodiscard]] std::int64_t hour_of(Time time) const;
    /// The first moment of the hour.
    [[nodiscard]] Time begin_of(std::int64_t hour) const;
    /// The first hour that begins at `time` or later.
    [[nodiscard]] std::int64_t first_from(Time time) const { return hour_of(time - std::chrono::milliseconds{1}) + 1; }

private:
    TimeZone zone_;
};

}  // namespace stoppress::base
