// SPDX-License-Identifier: GPL-3.0-or-later
#include "reader/search/search_request.hpp"

#include <algorithm>
#include <charconv>
#include <chrono>

#include <fmt/format.h>

#include "base/text/percent.hpp"
#include "http/message/path.hpp"
#include "search/limits.hpp"
#include "story/text.hpp"

namespace stoppress::reader {

namespace {

std::optional<std::chrono::year_month_day> parse_day(std::string_view text) {
    constexpr std::size_t kLength = 10;
    if (text.size() != kLength || text[4] != '-' || text[7] != '-') {
        return std::nullopt;
    }
    const auto number = [&](std::size_t from, std::size_t length) {
        unsigned value = 0;
        const auto* const end = text.data() + from + length;
        const auto [stop, error] = std::from_chars(text.data() + from, end, value);
        return error == std::errc{} && stop == end ? value : 0U;
    };
    const std::chrono::year_month_day day{std::chrono::year{static_cast<int>(number(0, 4))}, std::chrono::month{number(5, 2)},
                                          std::chrono::day{number(8, 2)}};
    return day.ok() && day.year() > std::chrono::year{0} ? std::optional{day} : std::nullopt;
}

std::string cut(std::string_view words) {
    if (words.size() > search::kMaxQueryBytes) {
        auto end = search::kMaxQueryBytes;
        while (end > 0 && (static_cast<unsigned char>(words[end]) & 0xC0U) == 0x80U) {
            --end;  // in the middle of a character
        }
        words = words.substr(0, end);
    }
    const auto is_space = [](char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; };
    while (!words.empty() && is_space(words.front())) {
        words.remove_prefix(1);
    }
    while (!words.empty() && is_space(words.back())) {
        words.remove_suffix(1);
    }
    return std::string(words);
}

}  // namespace

SearchRequest parse_search(std::string_view query) {
    SearchRequest request;
    const auto parameters = http::Query::parse(query);
    if (!parameters.has_value()) {
        return request;
    }
    request.words = cut(parameters->get("q").value_or(""));
    const auto slug = [&](std::string_view name) {
        const auto value = parameters->get(name).value_or("");
        // What is no slug is nobody's.
        return value.empty() || story::is_slug(value) ? std::string(value) : std::string("-");
    };
    request.section = slug("section");
    request.topic = slug("topic");
    request.author = slug("author");
    request.language = story::canonical_language(parameters->get("language").value_or(""));
    const auto day = [&](std::string_view name) {
        const auto value = parameters->get(name).value_or("");
        return parse_day(value) ? std::string(value) : std::string();
    };
    request.from = day("from");
    request.until = day("until");
    if (parameters->get("order") == "newest") {
        request.order = search::Order::newest;
    }
    const auto page = parameters->get("page").value_or("1");
    std::int64_t number = 0;
    const auto [stop, error] = std::from_chars(page.data(), page.data() + page.size(), number);
    const bool valid = error == std::errc{} && stop == page.data() + page.size() && number >= 1;
    request.page = valid ? std::min<std::int64_t>(number, search::kMaxDepth + 1) : 1;
    return request;
}

std::string search_address(const SearchRequest& request, std::string_view path) {
    std::string address(path);
    char separator = '?';
    const auto add = [&](std::string_view name, std::string_view value) {
        if (!value.empty()) {
            address += fmt::format("{}{}={}", separator, name, base::percent_encoded(value));
            separator = '&';
        }
    };
    add("q", request.words);
    add("section", request.section);
    add("topic", request.topic);
    add("author", request.author);
    add("language", request.language);
    add("from", request.from);
    add("until", request.until);
    add("order", request.order == search::Order::newest ? "newest" : "");
    add("page", request.page > 1 ? std::to_string(request.page) : "");
    return address;
}

std::optional<base::Time> begin_of_day(std::string_view day, const base::TimeZone& zone, std::chrono::days later) {
    const auto parsed = parse_day(day);
    if (!parsed) {
        return std::nullopt;
    }
    const auto local = std::chrono::local_days{*parsed} + later;
    return zone.moment(base::LocalTime{local.time_since_epoch()}, base::TimeZone::Doubled::first);
}

}  // namespace stoppress::reader
