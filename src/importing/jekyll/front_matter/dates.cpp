// SPDX-License-Identifier: GPL-3.0-or-later
#include "importing/jekyll/front_matter/dates.hpp"

#include <fmt/format.h>

#include <array>
#include <chrono>
#include <utility>

#include "base/time/time_zone.hpp"
#include "importing/text/text.hpp"

namespace stoppress::importing::jekyll {
namespace {

using std::chrono::minutes;

/// The zones that Ruby knows by name; it ignores all others.
std::optional<minutes> named_offset(std::string_view name) {
    static constexpr std::array<std::pair<std::string_view, int>, 11> kZones{{{"utc", 0},
                                                                              {"gmt", 0},
                                                                              {"z", 0},
                                                                              {"est", -5},
                                                                              {"edt", -4},
                                                                              {"cst", -6},
                                                                              {"cdt", -5},
                                                                              {"mst", -7},
                                                                              {"mdt", -6},
                                                                              {"pst", -8},
                                                                              {"pdt", -7}}};
    for (const auto& [zone, hours] : kZones) {
        if (equals_ignoring_case(zone, name)) {
            return minutes(hours * 60);
        }
    }
    return std::nullopt;
}

/// "+02:00", "-0500", "+02"; with one digit only where YAML reads it.
std::optional<minutes> numeric_offset(std::string_view text, bool one_digit) {
    if (text.size() < 2 || (text.front() != '+' && text.front() != '-')) {
        return std::nullopt;
    }
    std::string digits = replace_all(text.substr(1), ":", "");
    if (one_digit && digits.size() == 1) {
        digits.insert(0, "0");
    }
    if ((digits.size() != 2 && digits.size() != 4) || !std::ranges::all_of(digits, is_ascii_digit)) {
        return std::nullopt;
    }
    const auto number = [&digits](std::size_t at) { return (digits[at] - '0') * 10 + (digits[at + 1] - '0'); };
    const minutes offset(number(0) * 60 + (digits.size() == 4 ? number(2) : 0));
    return text.front() == '-' ? -offset : offset;
}

struct Parts {
    std::string written;  ///< date and time of day
    std::optional<minutes> offset;
    bool yaml_time = false;  ///< to the second, and nothing follows
};

/// Takes the zone off the end of a text with a time of day.
Parts parts_of(std::string_view text, bool as_yaml) {
    Parts parts;
    const std::size_t colon = text.find(':');
    if (colon == std::string_view::npos) {
        parts.written = text;
        return parts;
    }
    const std::size_t clock_end = std::min(text.find_first_not_of("0123456789:.,", colon), text.size());
    std::string_view rest = trim(text.substr(clock_end));
    parts.yaml_time = std::ranges::count(text.substr(0, clock_end), ':') >= 2 && rest.empty();
    parts.written = text.substr(0, clock_end);
    // "3:00 PM"
    if (rest.size() >= 2 && (equals_ignoring_case(rest.substr(0, 2), "am") || equals_ignoring_case(rest.substr(0, 2), "pm"))) {
        const bool afternoon = rest.front() == 'p' || rest.front() == 'P';
        const std::size_t hour_at = text.find_last_not_of("0123456789", colon - 1) + 1;
        int hour = 0;
        for (const char c : text.substr(hour_at, std::min<std::size_t>(colon - hour_at, 4))) {
            hour = hour * 10 + (c - '0');
        }
        hour = hour % 12 + (afternoon ? 12 : 0);
        parts.written = fmt::format("{}{:02}{}", text.substr(0, hour_at), hour, text.substr(colon, clock_end - colon));
        rest = trim(rest.substr(2));
    }
    const std::string_view zone = rest.substr(0, rest.find(' '));
    parts.offset = numeric_offset(zone, as_yaml);
    if (!parts.offset.has_value()) {
        parts.offset = named_offset(zone);
    }
    if (!parts.offset.has_value() && zone.size() > 3) {
        parts.offset = numeric_offset(zone.substr(3), false);  // "GMT+0200"
    }
    // The year stands last: "Wed Jul 13 15:00:00 2016".
    if (const std::size_t year = rest.find_last_not_of("0123456789"); !rest.empty() && rest.size() >= 4 && !parts.offset.has_value() &&
                                                                      rest.size() - (year == std::string_view::npos ? 0 : year + 1) == 4) {
        parts.written += " " + std::string(rest.substr(rest.size() - 4));
    }
    return parts;
}

/// "13/07/2016", "13-07-2016" -> "2016-07-13"; "20160713" likewise.
std::string turned(std::string_view text) {
    if (text.size() == 8 && std::ranges::all_of(text, is_ascii_digit)) {
        return fmt::format("{}-{}-{}", text.substr(0, 4), text.substr(4, 2), text.substr(6, 2));
    }
    const std::string_view date = text.substr(0, text.find_first_of(" T"));
    const char separator = date.contains('/') ? '/' : '-';
    const auto fields = split(date, separator);
    const bool numbers = fields.size() == 3 && std::ranges::all_of(fields, [](std::string_view field) {
                             return !field.empty() && field.size() <= 4 && std::ranges::all_of(field, is_ascii_digit);
                         });
    if (numbers && fields[2].size() == 4 && fields[0].size() <= 2) {
        return fmt::format("{}-{}-{}{}", fields[2], fields[1], fields[0], text.substr(date.size()));
    }
    if (numbers && fields[0].size() == 2 && separator == '-') {
        // Of two digits, 69 to 99 belong to the last century.
        return fmt::format("{}{}", fields[0] >= "69" ? "19" : "20", text);
    }
    return std::string(text);
}

}  // namespace

std::optional<hugo::WrittenDate> read_date(const Value& value, const std::string& time_zone) {
    const std::string text = value.text();
    const std::string_view trimmed = trim(text);
    if (trimmed.empty() || trimmed.size() > 100) {
        return std::nullopt;
    }
    const bool yaml = std::holds_alternative<DateText>(value.data());
    Parts parts = parts_of(trimmed, yaml);
    parts.written = turned(parts.written);
    if (yaml && parts.yaml_time && !parts.offset.has_value()) {
        parts.offset = minutes(0);
    }
    const std::string zone = parts.offset.has_value() ? "UTC" : time_zone;
    auto written = hugo::read_date(parts.written, zone);
    // Ruby passes over what stands behind a date: "2016-07-13 (about)".
    const std::size_t space = parts.written.find(' ');
    if (!written.has_value() && space != std::string::npos) {
        written = hugo::read_date(parts.written.substr(0, space), zone);
    }
    if (!written.has_value()) {
        return std::nullopt;
    }
    const base::Time time = written->time - parts.offset.value_or(minutes(0));
    auto local = hugo::unix_date(std::chrono::floor<std::chrono::seconds>(time).time_since_epoch().count(), time_zone);
    if (local.has_value()) {
        local->time = time;
    }
    return local;
}

std::optional<hugo::DatedName> read_dated_name(std::string_view name, const std::string& time_zone) {
    std::size_t at = 0;
    for (int part = 0; part < 3; ++part) {
        at = name.find('-', at);
        if (at == std::string_view::npos) {
            return std::nullopt;
        }
        ++at;
    }
    if (!is_ascii_digit(name.front()) || name.substr(0, at - 1).find_first_not_of("0123456789-") != std::string_view::npos) {
        return std::nullopt;
    }
    const auto date = read_date(Value(std::string(name.substr(0, at - 1))), time_zone);
    return date.has_value() ? std::optional(hugo::DatedName{*date, name.substr(at)}) : std::nullopt;
}

}  // namespace stoppress::importing::jekyll
