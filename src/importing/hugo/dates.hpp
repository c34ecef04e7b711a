// SPDX-License-Identifier: GPL-3.0-or-later
// Dates in the forms that Hugo takes, with the civil date as it was written: permalinks are built from that, not from UTC.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "base/time.hpp"

namespace stoppress::importing::hugo {

struct WrittenDate {
    base::Time time;
    std::chrono::year_month_day day;  ///< where it was written
    int hour = 0;
    int minute = 0;
    int second = 0;
};

/// RFC 3339 and its relatives ("2026-03-01", "2026-03-01 9:30:00 -0500"), RFC 1123, 822 and 850, and C's asctime, with or without an
/// offset; what says none is in `time_zone` (an IANA name). Nothing for anything else.
[[nodiscard]] std::optional<WrittenDate> read_date(std::string_view text, const std::string& time_zone);

/// The date a file name starts with ("2026-03-01-a-story"), and what follows it.
struct DatedName {
    WrittenDate date;
    std::string_view rest;
};
[[nodiscard]] std::optional<DatedName> read_dated_name(std::string_view name, const std::string& time_zone);

}  // namespace stoppress::importing::hugo
