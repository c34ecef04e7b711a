// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/message/conditional.hpp"

#include <array>
#include <charconv>

#include "http/message/characters.hpp"

namespace stoppress::http {
namespace {

struct Tag {
    bool weak = false;
    std::string_view opaque;  ///< with its quotes
};

/// Removes the next entity tag from a list; nothing at its end, or if it is malformed, which also ends it.
std::optional<Tag> next_tag(std::string_view& list) {
    list = trim(list);
    while (list.starts_with(',')) {
        list = trim(list.substr(1));
    }
    Tag tag;
    tag.weak = list.starts_with("W/");
    const std::string_view quoted = tag.weak ? list.substr(2) : list;
    // A comma may stand inside the quotes, so the list cannot be split at commas.
    const std::size_t end = quoted.starts_with('"') ? quoted.find('"', 1) : std::string_view::npos;
    if (end == std::string_view::npos) {
        list = {};
        return std::nullopt;
    }
    tag.opaque = quoted.substr(0, end + 1);
    list = trim(quoted.substr(end + 1));
    if (!list.empty() && !list.starts_with(',')) {
        list = {};
    }
    return tag;
}

std::optional<int> number(std::string_view digits) {
    int value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (digits.empty() || !all_in(digits, kDigit) || error != std::errc{} || end != digits.data() + digits.size()) {
        return std::nullopt;
    }
    return value;
}

std::optional<std::uint64_t> position(std::string_view digits) {
    constexpr std::size_t kMostDigits = 18;
    std::uint64_t value = 0;
    if (digits.empty() || digits.size() > kMostDigits || !all_in(digits, kDigit)) {
        return std::nullopt;
    }
    std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return value;
}

}  // namespace

bool names_etag(std::string_view if_none_match, std::string_view etag) {
    if (trim(if_none_match) == "*") {
        return true;
    }
    const std::string_view opaque = etag.starts_with("W/") ? etag.substr(2) : etag;
    while (const std::optional<Tag> tag = next_tag(if_none_match)) {
        if (tag->opaque == opaque) {
            return true;
        }
    }
    return false;
}

bool matches_strongly(std::string_view if_match, std::string_view etag) {
    if (trim(if_match) == "*") {
        return true;
    }
    while (const std::optional<Tag> tag = next_tag(if_match)) {
        if (!tag->weak && tag->opaque == etag) {
            return true;
        }
    }
    return false;
}

std::optional<base::Time> parse_http_date(std::string_view text) {
    // Sun, 06 Nov 1994 08:49:37 GMT
    constexpr std::array<std::string_view, 12> kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    if (text.size() != 29 || text.substr(3, 2) != ", " || text[7] != ' ' || text[11] != ' ' || text[16] != ' ' || text[19] != ':' ||
        text[22] != ':' || text.substr(25) != " GMT") {
        return std::nullopt;
    }
    const auto* const month = std::ranges::find(kMonths, text.substr(8, 3));
    const auto day = number(text.substr(5, 2));
    const auto year = number(text.substr(12, 4));
    const auto hour = number(text.substr(17, 2));
    const auto minute = number(text.substr(20, 2));
    const auto second = number(text.substr(23, 2));
    if (month == kMonths.end() || !day || !year || !hour || !minute || !second || *hour > 23 || *minute > 59 || *second > 60) {
        return std::nullopt;
    }
    const std::chrono::year_month_day date{std::chrono::year{*year}, std::chrono::month{static_cast<unsigned>(month - kMonths.begin()) + 1},
                                           std::chrono::day{static_cast<unsigned>(*day)}};
    if (!date.ok()) {
        return std::nullopt;
    }
    return base::Time{std::chrono::sys_days{date} + std::chrono::hours{*hour} + std::chrono::minutes{*minute} +
                      std::chrono::seconds{*second}};
}

bool is_current(const PublicRequest& request, std::string_view etag, std::optional<base::Time> modified) {
    if (!request.if_none_match.empty()) {
        return names_etag(request.if_none_match, etag);
    }
    if (!modified || request.if_modified_since.empty()) {
        return false;
    }
    const std::optional<base::Time> since = parse_http_date(request.if_modified_since);
    return since && std::chrono::floor<std::chrono::seconds>(*modified) <= *since;
}

void apply_range(const PublicRequest& request, std::string_view etag, Response& response) {
    if (response.status() != Status::ok) {
        return;
    }
    response.fields().add("Accept-Ranges", "bytes");
    std::string_view range = request.range;
    constexpr std::string_view kUnit = "bytes=";
    if (request.method != Method::get || range.size() < kUnit.size() || !is_name(range.substr(0, kUnit.size()), kUnit) ||
        (!request.if_range.empty() && (etag.starts_with("W/") || request.if_range != etag))) {
        return;
    }
    range = trim(range.substr(kUnit.size()));
    const std::size_t dash = range.find('-');
    if (dash == std::string_view::npos || range.contains(',')) {
        return;
    }
    const std::uint64_t size = response.size();
    const std::optional<std::uint64_t> from = position(range.substr(0, dash));
    const std::optional<std::uint64_t> to = position(range.substr(dash + 1));
    std::uint64_t first = 0;
    std::uint64_t last = size == 0 ? 0 : size - 1;
    bool exists = size > 0;
    if (from) {
        if ((!to && dash + 1 != range.size()) || (to && *to < *from)) {
            return;
        }
        first = *from;
        last = to ? std::min(*to, last) : last;
        exists = exists && first < size;
    } else {
        if (dash != 0 || !to) {
            return;
        }
        first = size - std::min(*to, size);
        exists = exists && *to > 0;
    }
    if (!exists) {
        response.fields().add("Content-Range", "bytes */" + std::to_string(size));
        response.empty_as(Status::range_not_satisfiable);
        return;
    }
    response.fields().add("Content-Range", "bytes " + std::to_string(first) + "-" + std::to_string(last) + "/" + std::to_string(size));
    response.cut(first, last - first + 1);
}

}  // namespace stoppress::http
