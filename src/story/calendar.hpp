// SPDX-License-Identifier: GPL-3.0-or-later
// Days and months in the newsroom's time zone. Time zones are IANA names; an unknown one means UTC.
// Thread: any; pure functions.
#pragma once

#include <string>
#include <string_view>

#include "base/time/time.hpp"

namespace stoppress::story {

/// The date at `time` in `time_zone`.
[[nodiscard]] std::chrono::year_month_day date_in(base::Time time, std::string_view time_zone);

/// The first moment of the day.
[[nodiscard]] base::Time start_of(std::chrono::year_month_day day, std::string_view time_zone);

/// "2026-03": how archives and their tags name a month.
[[nodiscard]] std::string month_name(std::chrono::year_month month);

struct Span {
    base::Time from;
    base::Time before;
};

/// From the first moment of the month to that of the next one.
[[nodiscard]] Span span_of(std::chrono::year_month month, std::string_view time_zone);

}  // namespace stoppress::story
