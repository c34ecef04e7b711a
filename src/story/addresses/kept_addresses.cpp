// SPDX-License-Identifier: GPL-3.0-or-later
#include "story/addresses/kept_addresses.hpp"

#include <algorithm>
#include <array>
#include <span>

#include "base/text/ascii.hpp"

namespace stoppress::story {
namespace {

constexpr std::array<std::string_view, 10> kOwnPlaces{"/api",     "/newsroom", "/media",  "/assets",  "/.well-known",
                                                      "/preview", "/healthz",  "/readyz", "/metrics", "/search"};
/// Those where the rest of the path is never looked up as an address.
constexpr std::array<std::string_view, 2> kClosedPlaces{"/api", "/newsroom"};
constexpr std::array<std::string_view, 7> kLists{"/latest", "/most-viewed", "/corrections", "/archive", "/sections", "/topics", "/authors"};
constexpr std::array<std::string_view, 3> kNamedLists{"/sections/", "/topics/", "/authors/"};
constexpr std::array<std::string_view, 3> kFeeds{"/feed.xml", "/atom.xml", "/feed.json"};
constexpr std::array<std::string_view, 4> kFiles{"/robots.txt", "/sitemap.xml", "/sitemap-lists.xml", "/news-sitemap.xml"};

bool is_in(std::span<const std::string_view> places, std::string_view path) {
    return std::ranges::any_of(places, [path](std::string_view place) {
        return path.starts_with(place) && (path.size() == place.size() || path[place.size()] == '/');
    });
}

bool is_one_of(std::span<const std::string_view> paths, std::string_view path) {
    return std::ranges::find(paths, path) != paths.end();
}

bool is_number(std::string_view text, std::size_t digits) {
    return text.size() == digits && std::ranges::all_of(text, base::is_ascii_digit);
}

/// "/archive/2026" or "/archive/2026/03".
bool is_month_or_year(std::string_view path) {
    constexpr std::string_view kArchive = "/archive/";
    constexpr std::size_t kYear = 4;
    if (!path.starts_with(kArchive)) {
        return false;
    }
    path.remove_prefix(kArchive.size());
    return is_number(path.substr(0, kYear), kYear) &&
           (path.size() == kYear || (path[kYear] == '/' && is_number(path.substr(kYear + 1), 2)));
}

bool is_sitemap_part(std::string_view path) {
    constexpr std::string_view kStart = "/sitemap-";
    constexpr std::string_view kEnd = ".xml";
    if (!path.starts_with(kStart) || !path.ends_with(kEnd)) {
        return false;
    }
    path = path.substr(kStart.size(), path.size() - kStart.size() - kEnd.size());
    return !path.empty() && std::ranges::all_of(path, base::is_ascii_digit);
}

std::string_view without_feed(std::string_view path) {
    for (const std::string_view feed : kFeeds) {
        if (path.ends_with(feed)) {
            return path.substr(0, path.size() - feed.size());
        }
    }
    return path;
}

}  // namespace

bool is_in_own_place(std::string_view path) {
    return is_in(kOwnPlaces, path);
}

bool is_a_list(std::string_view path) {
    if (path == "/" || is_one_of(kFiles, path) || is_sitemap_part(path)) {
        return true;
    }
    const std::string_view list = without_feed(path);
    const bool named = std::ranges::any_of(kNamedLists, [list](std::string_view place) {
        return list.size() > place.size() && list.starts_with(place) && list.find('/', place.size()) == std::string_view::npos;
    });
    return named || (list.empty() && !path.empty()) || is_one_of(kLists, list) || is_month_or_year(list);
}

bool hides_redirects(std::string_view path) {
    return is_in(kClosedPlaces, path) || (is_in_own_place(path) && std::ranges::count(path, '/') == 1) ||
           (is_a_list(path) && !std::ranges::any_of(kNamedLists, [path](std::string_view place) { return path.starts_with(place); }));
}

}  // namespace stoppress::story
