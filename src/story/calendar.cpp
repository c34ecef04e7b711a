// SPDX-License-Identifier: GPL-3.0-or-later
#include "story/calendar.hpp"

#include <memory>
#include <unordered_map>

#include <fmt/format.h>
#include <unicode/gregocal.h>
#include <unicode/timezone.h>

namespace stoppress::story {

namespace {

const icu::TimeZone& zone_of(std::string_view name) {
    // ICU takes microseconds to look a zone up; imports ask for each story.
    static thread_local std::unordered_map<std::string, std::unique_ptr<icu::TimeZone>> zones;
    auto& zone = zones[std::string{name}];
    if (zone == nullptr) {
        zone.reset(icu::TimeZone::createTimeZone(
            icu::UnicodeString::fromUTF8(icu::StringPiece{name.data(), static_cast<std::int32_t>(name.size())})));
    }
    return *zone;
}

std::chrono::milliseconds offset_at(base::Time time, std::string_view time_zone, bool local) {
    std::int32_t raw = 0;
    std::int32_t daylight = 0;
    UErrorCode status = U_ZERO_ERROR;
    zone_of(time_zone).getOffset(static_cast<UDate>(base::to_milliseconds(time)), static_cast<UBool>(local), raw, daylight, status);
    return std::chrono::milliseconds{U_SUCCESS(status) ? raw + daylight : 0};
}

}  // namespace

base::Time start_of(std::chrono::year_month_day day, std::string_view time_zone) {
    const base::Time local{std::chrono::sys_days{day}};
    return local - offset_at(local, time_zone, true);
}

std::chrono::year_month_day date_in(base::Time time, std::string_view time_zone) {
    return std::chrono::year_month_day{std::chrono::floor<std::chrono::days>(time + offset_at(time, time_zone, false))};
}

std::string month_name(std::chrono::year_month month) {
    return fmt::format("{:04}-{:02}", static_cast<int>(month.year()), static_cast<unsigned>(month.month()));
}

Span span_of(std::chrono::year_month month, std::string_view time_zone) {
    return {start_of(month / 1, time_zone), start_of((month + std::chrono::months{1}) / 1, time_zone)};
}

}  // namespace stoppress::story
