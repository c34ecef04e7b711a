// SPDX-License-Identifier: GPL-3.0-or-later
#include "reader/route.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include <fmt/format.h>

#include "base/text/percent.hpp"
#include "http/message/path.hpp"
#include "story/text.hpp"

namespace stoppress::reader {

namespace {

struct FormName {
    std::string_view file;
    Form form;
};
constexpr std::array kForms{FormName{"feed.xml", Form::rss}, FormName{"atom.xml", Form::atom}, FormName{"feed.json", Form::json}};

constexpr std::int64_t kMaxPage = 10'000'000;  // more pages than any site's list of all stories has
constexpr std::size_t kMaxNumberDigits = 9;
constexpr std::string_view kMinute = "minute=";  // in the key of the news sitemap, which has a page for each minute

template <class Number>
std::optional<Number> parse_number(std::string_view text) {
    Number number = 0;
    const auto end = text.data() + text.size();
    const bool plain = !text.empty() && text.size() <= kMaxNumberDigits && (text == "0" || text.front() != '0');
    const auto [stop, error] = std::from_chars(text.data(), end, number);
    return plain && error == std::errc{} && stop == end ? std::optional{number} : std::nullopt;
}

/// Removes "/feed.xml" and the like from the end.
Form take_form(std::string_view& path) {
    for (const auto& [file, form] : kForms) {
        if (path.ends_with(file) && path.size() > file.size() && path[path.size() - file.size() - 1] == '/') {
            path.remove_suffix(file.size() + 1);
            return form;
        }
    }
    return Form::page;
}

std::optional<Route> parse_month(std::string_view text) {
    if (text.size() != 7 || text[4] != '/' || !std::ranges::all_of(text, [](char c) { return (c >= '0' && c <= '9') || c == '/'; })) {
        return std::nullopt;
    }
    Route route{.subject = Subject::month};
    std::from_chars(text.data(), text.data() + 4, route.year);
    std::from_chars(text.data() + 5, text.data() + 7, route.month);
    return route.year > 0 && route.month >= 1 && route.month <= 12 ? std::optional{route} : std::nullopt;
}

std::optional<Route> parse_fixed(std::string_view path) {
    if (path == "/sitemap.xml") {
        return Route{.subject = Subject::sitemap};
    }
    if (path == "/sitemap-lists.xml") {
        return Route{.subject = Subject::sitemap_lists};
    }
    if (path == "/news-sitemap.xml") {
        return Route{.subject = Subject::news_sitemap};
    }
    if (path == "/robots.txt") {
        return Route{.subject = Subject::robots};
    }
    constexpr std::string_view kPart = "/sitemap-";
    if (path.starts_with(kPart) && path.ends_with(".xml")) {
        const auto number = parse_number<std::int64_t>(path.substr(kPart.size(), path.size() - kPart.size() - 4));
        if (number && *number > 0) {
            return Route{.subject = Subject::sitemap_part, .page = *number};
        }
    }
    return std::nullopt;
}

/// "/archive", "/archive/2026", "/sections", "/topics", "/authors".
std::optional<Route> parse_index(std::string_view path) {
    struct Name {
        std::string_view text;
        Subject subject;
    };
    constexpr std::array kNames{Name{"/archive", Subject::archive}, Name{"/sections", Subject::sections}, Name{"/topics", Subject::topics},
                                Name{"/authors", Subject::authors}};
    if (const auto name = std::ranges::find(kNames, path, &Name::text); name != kNames.end()) {
        return Route{.subject = name->subject};
    }
    constexpr std::string_view kArchive = "/archive/";
    if (path.starts_with(kArchive) && path.size() == kArchive.size() + 4) {
        if (const auto year = parse_number<int>(path.substr(kArchive.size())); year && *year > 0) {
            return Route{.subject = Subject::year, .year = *year};
        }
    }
    return std::nullopt;
}

std::optional<Route> parse_list(std::string_view path) {
    struct Prefix {
        std::string_view text;
        Subject subject;
    };
    constexpr std::array kPrefixes{Prefix{"/sections/", Subject::section}, Prefix{"/topics/", Subject::topic},
                                   Prefix{"/authors/", Subject::author}};
    if (auto index = parse_index(path)) {
        return index;
    }
    const auto form = take_form(path);
    if (path.empty() || (path == "/" && form == Form::page)) {
        return Route{.subject = Subject::front, .form = form};
    }
    if (path == "/latest") {
        return Route{.subject = Subject::latest, .form = form};
    }
    if (path == "/most-viewed") {
        return Route{.subject = Subject::most_viewed, .form = form};
    }
    if (path == "/corrections") {
        return Route{.subject = Subject::corrections, .form = form};
    }
    for (const auto& prefix : kPrefixes) {
        if (path.starts_with(prefix.text) && story::is_slug(path.substr(prefix.text.size()))) {
            return Route{.subject = prefix.subject, .form = form, .name = std::string{path.substr(prefix.text.size())}};
        }
    }
    constexpr std::string_view kArchive = "/archive/";
    if (path.starts_with(kArchive)) {
        auto route = parse_month(path.substr(kArchive.size()));
        if (route) {
            route->form = form;
        }
        return route;
    }
    return std::nullopt;
}

/// WordPress's plain permalinks and feeds: "/?p=123", "/?feed=rss2".
std::optional<std::string> plain_permalink(const http::Query& query) {
    for (const std::string_view name : {"p", "page_id", "attachment_id"}) {
        if (const auto value = query.get(name); value && parse_number<std::int64_t>(*value)) {
            return fmt::format("/?{}={}", name, *value);
        }
    }
    constexpr std::array<std::string_view, 4> kFeeds{"rss", "rss2", "rdf", "atom"};
    if (const auto value = query.get("feed"); value && std::ranges::find(kFeeds, *value) != kFeeds.end()) {
        return fmt::format("/?feed={}", *value);
    }
    return std::nullopt;
}

constexpr std::string_view kIndexPhp = "/index.php";  // the front page of WordPress under another name

}  // namespace

std::optional<Route> parse_route(std::string_view path, std::string_view query, story::Window default_window) {
    if (auto fixed = parse_fixed(path)) {
        if (fixed->subject == Subject::news_sitemap && query.starts_with(kMinute)) {
            fixed->page = parse_number<std::int64_t>(query.substr(kMinute.size())).value_or(1);
        }
        return fixed;
    }
    auto route = parse_list(path);
    if (path == kIndexPhp && !query.empty()) {
        const auto parameters = http::Query::parse(query);
        if (auto permalink = parameters.has_value() ? plain_permalink(*parameters) : std::nullopt) {
            return Route{.subject = Subject::address, .name = std::move(*permalink)};
        }
    }
    if (!route) {
        // A question mark inside a path would give two addresses one key; no story's path has one.
        return path.contains('?') ? std::nullopt : std::optional{Route{.subject = Subject::address, .name = std::string{path}}};
    }
    route->window = default_window;
    if (query.empty()) {
        return route;
    }
    const auto parameters = http::Query::parse(query);
    if (!parameters.has_value()) {
        return route->subject == Subject::front ? route : std::nullopt;
    }
    if (route->subject == Subject::front && route->form == Form::page) {
        if (auto permalink = plain_permalink(*parameters)) {
            return Route{.subject = Subject::address, .name = std::move(*permalink)};
        }
    }
    if (const auto page = parameters->get("page"); page && route->form == Form::page) {
        const auto number = parse_number<std::int64_t>(*page);
        if (!number || *number < 1 || *number > kMaxPage) {
            return std::nullopt;
        }
        route->page = *number;
    }
    if (const auto window = parameters->get("window"); window && route->subject == Subject::most_viewed) {
        const auto parsed = story::parse_window(*window);
        if (!parsed) {
            return std::nullopt;
        }
        route->window = *parsed;
    }
    return route;
}

std::string base_path(const Route& route) {
    switch (route.subject) {
        case Subject::latest:
            return "/latest";
        case Subject::most_viewed:
            return "/most-viewed";
        case Subject::section:
            return "/sections/" + base::percent_encoded(route.name);
        case Subject::topic:
            return "/topics/" + base::percent_encoded(route.name);
        case Subject::author:
            return "/authors/" + base::percent_encoded(route.name);
        case Subject::month:
            return fmt::format("/archive/{:04}/{:02}", route.year, route.month);
        case Subject::corrections:
            return "/corrections";
        case Subject::archive:
            return "/archive";
        case Subject::year:
            return fmt::format("/archive/{:04}", route.year);
        case Subject::sections:
            return "/sections";
        case Subject::topics:
            return "/topics";
        case Subject::authors:
            return "/authors";
        case Subject::sitemap_lists:
            return "/sitemap-lists.xml";
        case Subject::sitemap:
            return "/sitemap.xml";
        case Subject::sitemap_part:
            return fmt::format("/sitemap-{}.xml", route.page);
        case Subject::news_sitemap:
            return "/news-sitemap.xml";
        case Subject::robots:
            return "/robots.txt";
        case Subject::front:
        case Subject::address:
            break;
    }
    return route.name;
}

std::string key_of(const Route& route, story::Window default_window) {
    auto key = base_path(route);
    if (route.subject == Subject::news_sitemap) {
        return fmt::format("{}?{}{}", key, kMinute, route.page);
    }
    if (route.subject == Subject::address || route.subject >= Subject::sitemap) {
        return key;
    }
    for (const auto& [file, form] : kForms) {
        if (route.form == form) {
            key += fmt::format("/{}", file);
        }
    }
    if (key.empty()) {
        key = "/";
    }
    std::string_view separator = "?";
    if (route.subject == Subject::most_viewed && route.window != default_window) {
        key += fmt::format("{}window={}", separator, story::to_string(route.window));
        separator = "&";
    }
    if (route.page != 1) {
        key += fmt::format("{}page={}", separator, route.page);
    }
    return key;
}

std::optional<std::string> list_without_slash(std::string_view path) {
    if (path.size() < 2 || !path.ends_with('/')) {
        return std::nullopt;
    }
    path.remove_suffix(1);
    return path == kSearchPath || parse_list(path) ? std::optional{std::string{path}} : std::nullopt;
}

std::optional<Route> parse_key(std::string_view key, story::Window default_window) {
    const auto mark = key.find('?');
    const auto query = mark == std::string_view::npos ? std::string_view{} : key.substr(mark + 1);
    const auto path = key.substr(0, mark);
    // The keys of lists have slugs as links have them, percent-encoded; those of stories are decoded paths.
    if (path.contains('%')) {
        if (auto list = parse_route(base::percent_decoded(path), query, default_window);
            list && list->subject != Subject::address && key_of(*list, default_window) == key) {
            return list;
        }
    }
    return parse_route(path, query, default_window);
}

}  // namespace stoppress::reader
