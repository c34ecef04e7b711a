// SPDX-License-Identifier: GPL-3.0-or-later
#include "story/calendar.hpp"

#include <fmt/format.h>

#include "base/time/time_zone.hpp"

namespace stoppress::story {

base::Time start_of(std::chrono::year_month_day day, std::string_view time_zone) {
    const base::LocalTime midnight{std::chrono::sys_days{day}.time_since_epoch()};
    return base::TimeZone::find_or_utc(time_zone).moment(midnight, base::TimeZone::Doubled::first);
}

std::chrono::year_month_day date_in(base::Time time, std::string_view time_zone) {
    const auto local = base::TimeZone::find_or_utc(time_zone).local(time);
    return std::chrono::year_month_day{std::chrono::sys_days{std::chrono::floor<std::chrono::days>(local).time_since_epoch()}};
}

std::string month_name(std::chrono::year_month month) {
    return fmt::format("{:04}-{:02}", static_cast<int>(month.year()), static_cast<unsigned>(month.month()));
}

Span span_of(std::chrono::year_month month, std::string_view time_zone) {
    return {start_of(month / 1, time_zone), start_of((month + std::chrono::months{1}) / 1, time_zone)};
}

}  // namespace stoppress::story
