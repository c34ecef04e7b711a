// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/archiving/row_numbers.hpp"

#include <chrono>

#include <fmt/format.h>

namespace stoppress::store {

namespace {

struct NumberRange {
    std::int64_t least;
    std::int64_t most;
    std::string_view what;
};

/// A day more at each end, for time zones.
constexpr auto kFirstDay = std::chrono::sys_days(std::chrono::year(1) / 1 / 1) - std::chrono::days(1);
constexpr auto kLastDay = std::chrono::sys_days(std::chrono::year(10000) / 1 / 1) + std::chrono::days(1);

constexpr NumberRange kTimes{std::chrono::milliseconds(kFirstDay.time_since_epoch()).count(),
                             std::chrono::milliseconds(kLastDay.time_since_epoch()).count(), "a time of the years 1 to 9999"};
constexpr NumberRange kHours{0, std::chrono::hours(kLastDay.time_since_epoch()).count(), "an hour of the years 1970 to 9999"};
constexpr NumberRange kOthers{-kMaxArchivedNumber, kMaxArchivedNumber, "a number that Stoppress gives"};

const NumberRange& range_of(std::string_view column) {
    if (column == "hour") {
        return kHours;
    }
    const bool is_time = column == "at" || column == "until" || column.ends_with("_at") || column.ends_with("_until");
    return is_time ? kTimes : kOthers;
}

}  // namespace

base::Result<void> refuse_wrong_numbers(const Cells& cells, Columns columns) {
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const auto* const number = std::get_if<std::int64_t>(&cells[i]);
        if (number == nullptr) {
            continue;
        }
        const auto& range = range_of(columns[i].name);
        if (*number < range.least || *number > range.most) {
            return base::fail(base::ErrorCode::corrupt, fmt::format("\"{}\" is not {}", columns[i].name, range.what));
        }
    }
    return {};
}

}  // namespace stoppress::store
