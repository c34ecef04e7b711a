// SPDX-License-Identifier: GPL-3.0-or-later
// What an address asks for: parsed from path and query, and converted to the key of the cached page and back.
// Flow:   request -> Route -> key -> press -> printer -> Route
// Thread: any; pure functions.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "settings/settings.hpp"

namespace stoppress::reader {

enum class Subject : std::uint8_t {
    front,
    latest,
    most_viewed,
    section,
    topic,
    author,
    month,
    corrections,
    archive,   ///< the months with stories
    year,      ///< the months of one year
    sections,  ///< the index of all sections
    topics,
    authors,
    sitemap,
    sitemap_part,
    sitemap_lists,
    news_sitemap,
    robots,
    address  ///< a story, a page, a redirect, or nothing
};

enum class Form : std::uint8_t { page, rss, atom, json };

struct Route {
    Subject subject = Subject::address;
    Form form = Form::page;
    std::string name{};  ///< of section, topic or author: the slug; of an address: the decoded path, with "?p=N" if it has that
    int year = 0;        ///< of a month or a year
    unsigned month = 0;
    std::int64_t page = 1;  ///< of a list or index; the number of a sitemap part; for the news sitemap the minute (since 1970) of its state
    story::Window window = story::Window::week;  ///< of most_viewed
};

/// Where the site is searched. It is no route: its pages are made for each request.
inline constexpr std::string_view kSearchPath = "/search";

/// The key of the page that says that there is nothing, shared by all such addresses: no path contains a NUL.
inline constexpr std::string_view kNotFoundKey{"/\0", 2};

/// Nothing for an invalid address (page=0, window=fortnight). `path` is decoded. Unknown parameters are ignored, so
/// that they neither multiply cached pages nor break links with a tracking parameter.
[[nodiscard]] std::optional<Route> parse_route(std::string_view path, std::string_view query, story::Window default_window);

/// One key for all addresses that ask for the same; parse_route reads it back.
[[nodiscard]] std::string key_of(const Route& route, story::Window default_window);

/// Splits a key into path and query, and parses it.
[[nodiscard]] std::optional<Route> parse_key(std::string_view key, story::Window default_window);

/// The path of the list or feed for a path with an extra trailing '/' ("/topics/water/"); nothing if there is none.
[[nodiscard]] std::optional<std::string> list_without_slash(std::string_view path);

/// The path of a list without page or form: "/sections/city"; "" for the front.
[[nodiscard]] std::string base_path(const Route& route);

}  // namespace stoppress::reader
