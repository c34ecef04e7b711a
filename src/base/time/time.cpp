// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/time/time.hpp"

#include <array>

#include <fmt/format.h>

namespace stoppress::base {

namespace {

struct Civil {
    std::chrono::year_month_day date;
    std::chrono::hh_mm_ss<std::chrono::milliseconds> time;
    unsigned weekday;
};

Civil civil(Time time) {
    const auto day = std::chrono::floor<std::chrono::days>(time);
    return {std::chrono::year_month_day{day}, std::chrono::hh_mm_ss{time - day}, std::chrono::weekday{day}.c_encoding()};
}

constexpr std::array kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
constexpr std::array kWeekdays{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};

std::string format_mail_date(Time time, std::string_view zone) {
    const auto at = civil(time);
    return fmt::format("{}, {:02} {} {:04} {:02}:{:02}:{:02} {}", kWeekdays.at(at.weekday), static_cast<unsigned>(at.date.day()),
                       kMonths.at(static_cast<unsigned>(at.date.month()) - 1), static_cast<int>(at.date.year()), at.time.hours().count(),
                       at.time.minutes().count(), at.time.seconds().count(), zone);
}

/// Reads exactly `digits` decimal digits at the front of `text` and removes them.
std::optional<int> take_number(std::string_view& text, std::size_t digits) {
    if (text.size() < digits) {
        return std::nullopt;
    }
    int value = 0;
    for (const char c : text.substr(0, digits)) {
        if (c < '0' || c > '9') {
            return std::nullopt;
        }
        value = value * 10 + (c - '0');
    }
    text.remove_prefix(digits);
    return value;
}

bool take_one_of(std::string_view& text, std::string_view choices) {
    if (text.empty() || !choices.contains(text.front())) {
        return false;
    }
    text.remove_prefix(1);
    return true;
}

std::optional<std::chrono::minutes> take_offset(std::string_view& text) {
    if (take_one_of(text, "Zz")) {
        return std::chrono::minutes{0};
    }
    const bool west = text.starts_with('-');
    if (!take_one_of(text, "+-")) {
        return std::nullopt;
    }
    const auto hours = take_number(text, 2);
    if (!hours || !take_one_of(text, ":")) {
        return std::nullopt;
    }
    const auto minutes = take_number(text, 2);
    if (!minutes || *hours > 23 || *minutes > 59) {
        return std::nullopt;
    }
    const auto offset = std::chrono::hours{*hours} + std::chrono::minutes{*minutes};
    return west ? -offset : offset;
}

}  // namespace

std::string format_rfc3339(Time time) {
    const auto at = civil(time);
    auto text =
        fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}", static_cast<int>(at.date.year()), static_cast<unsigned>(at.date.month()),
                    static_cast<unsigned>(at.date.day()), at.time.hours().count(), at.time.minutes().count(), at.time.seconds().count());
    if (const auto fraction = at.time.subseconds().count(); fraction != 0) {
        text += fmt::format(".{:03}", fraction);
    }
    return text + 'Z';
}

std::string format_http_date(Time time) {
    return format_mail_date(time, "GMT");
}
std::string format_rfc822(Time time) {
    return format_mail_date(time, "+0000");
}

std::optional<Time> parse_rfc3339(std::string_view text) {
    const auto year = take_number(text, 4);
    if (!year || *year < 1 || !take_one_of(text, "-")) {
        return std::nullopt;
    }
    const auto month = take_number(text, 2);
    if (!month || !take_one_of(text, "-")) {
        return std::nullopt;
    }
    const auto day = take_number(text, 2);
    if (!day || !take_one_of(text, "Tt ")) {
        return std::nullopt;
    }
    const auto hour = take_number(text, 2);
    if (!hour || !take_one_of(text, ":")) {
        return std::nullopt;
    }
    const auto minute = take_number(text, 2);
    if (!minute || !take_one_of(text, ":")) {
        return std::nullopt;
    }
    const auto second = take_number(text, 2);
    if (!second || *hour > 23 || *minute > 59 || *second > 60) {
        return std::nullopt;
    }
    std::chrono::milliseconds fraction{0};
    if (take_one_of(text, ".")) {
        int scale = 100;
        std::size_t digits = 0;
        for (; !text.empty() && text.front() >= '0' && text.front() <= '9'; text.remove_prefix(1), ++digits) {
            fraction += std::chrono::milliseconds{(text.front() - '0') * scale};
            scale /= 10;
        }
        if (digits == 0) {
            return std::nullopt;
        }
    }
    const auto offset = take_offset(text);
    const std::chrono::year_month_day date{std::chrono::year{*year}, std::chrono::month{static_cast<unsigned>(*month)},
                                           std::chrono::day{static_cast<unsigned>(*day)}};
    if (!offset || !text.empty() || !date.ok()) {
        return std::nullopt;
    }
    return Time{std::chrono::sys_days{date}} + std::chrono::hours{*hour} + std::chrono::minutes{*minute} + std::chrono::seconds{*second} +
           fraction - *offset;
}

}  // namespace stoppress::base
