// SPDX-License-Identifier: GPL-3.0-or-later
// What an address asks for: read once from path and query, written back as the key that pages are kept under.
// Flow:   request -> Route -> key -> press -> printer -> Route
// Thread: pure functions; any thread.
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
    archive,   ///< the months that there are
    year,      ///< those of one year
    sections,  ///< what there is of each
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
    std::string name{};  ///< of section, topic or author: the slug; of an address: the decoded path, with "?p=N" where it has that
    int year = 0;        ///< of a month or a year
    unsigned month = 0;
    std::int64_t page =
        1;  ///< of a list or index; of a sitemap part its number; of the news sitemap the minute (since 1970) as of which it is
    story::Window window = story::Window::week;  ///< of most_viewed
};

/// The key of the page that says that there is nothing, which all such addresses share: a NUL is in no path.
inline constexpr std::string_view kNowhereKey{"/\0", 2};

/// Nothing for an address that cannot be any (page=0, window=fortnight). `path` is decoded; parameters that no page knows are ignored,
/// so that they neither multiply what is kept nor break links with a tracker's mark.
[[nodiscard]] std::optional<Route> parse_route(std::string_view path, std::string_view query, story::Window default_window);

/// One key for all addresses that ask for the same; parse_route reads it back.
[[nodiscard]] std::string key_of(const Route& route, story::Window default_window);

/// Splits a key into path and query, and reads it.
[[nodiscard]] std::optional<Route> parse_key(std::string_view key, story::Window default_window);

/// The path of the list or feed that a path with a '/' too many at its end means ("/topics/water/"); nothing where it means none.
[[nodiscard]] std::optional<std::string> list_without_slash(std::string_view path);

/// The path of a list without page or form: "/sections/city"; "" for the front.
[[nodiscard]] std::string base_path(const Route& route);

}  // namespace stoppress::reader
