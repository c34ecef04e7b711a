// SPDX-License-Identifier: GPL-3.0-or-later
// The type of the hours that views are counted by. ZoneHours says which hour a time is in; an Hour neither becomes a Time
// nor a number by itself, so that hours and milliseconds cannot be mixed.
// Thread: plain data.
#pragma once

#include <chrono>
#include <cstdint>

namespace stoppress::base {

/// Numbers hours as ZoneHours does.
struct HourClock {};

/// An hour, numbered since 1970; the difference of two is std::chrono::hours.
using Hour = std::chrono::time_point<HourClock, std::chrono::hours>;

/// As it is stored.
[[nodiscard]] constexpr std::int64_t to_number(Hour hour) {
    return hour.time_since_epoch().count();
}
[[nodiscard]] constexpr Hour to_hour(std::int64_t number) {
    return Hour{std::chrono::hours{number}};
}

}  // namespace stoppress::base
