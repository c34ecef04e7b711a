// SPDX-License-Identifier: GPL-3.0-or-later
// Dates in the forms that Hugo accepts, with the calendar date as written: permalinks use that date, not the
// date in UTC.
// Thread: any; pure functions.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "base/time/time.hpp"

namespace stoppress::importing::hugo {

struct WrittenDate {
    base::Time time;
    std::chrono::year_month_day day;  ///< in the date's own offset
    int hour = 0;
    int minute = 0;
    int second = 0;
};

/// Parses RFC 3339 and similar forms ("2026-03-01", "2026-03-01 9:30:00 -0500"), RFC 1123, 822 and 850, and C's
/// asctime, with or without an offset. A date without one, or with the name of a zone, which Hugo ignores, is in
/// `time_zone` (an IANA name). Nothing for anything else.
[[nodiscard]] std::optional<WrittenDate> read_date(std::string_view text, const std::string& time_zone);

/// Seconds since 1970; the calendar date is that in `time_zone`. Nothing outside of the years 1 to 9999.
[[nodiscard]] std::optional<WrittenDate> unix_date(std::int64_t seconds, const std::string& time_zone);

/// The date at the start of a file name ("2026-03-01-a-story"), and the rest of the name.
struct DatedName {
    WrittenDate date;
    std::string_view rest;
};
[[nodiscard]] std::optional<DatedName> read_dated_name(std::string_view name, const std::string& time_zone);

}  // namespace stoppress::importing::hugo
