// SPDX-License-Identifier: GPL-3.0-or-later
#include "story/addresses/kept_addresses.hpp"

#include <algorithm>
#include <array>
#include <span>

#include "base/text/ascii.hpp"
#include "story/text.hpp"

namespace stoppress::story {
namespace {

constexpr std::array<std::string_view, 9> kOwnPlaces{"/api",     "/newsroom", "/media",  "/assets", "/.well-known",
                                                     "/preview", "/healthz",  "/readyz", "/metrics"};
/// Those where no path is looked up as an address.
constexpr std::array<std::string_view, 2> kClosedPlaces{"/api", "/newsroom"};
/// Those that answer at exactly their path.
constexpr std::array<std::string_view, 3> kOpenPlaces{"/healthz", "/readyz", "/metrics"};
/// With feeds.
constexpr std::array<std::string_view, 4> kLists{"/latest", "/most-viewed", "/corrections", "/search"};
constexpr std::array<std::string_view, 4> kIndexes{"/archive", "/sections", "/topics", "/authors"};
constexpr std::array<std::string_view, 3> kNamedLists{"/sections/", "/topics/", "/authors/"};
constexpr std::array<std::string_view, 3> kFeeds{"/feed.xml", "/atom.xml", "/feed.json"};
constexpr std::array<std::string_view, 5> kFiles{"/robots.txt", "/sitemap.xml", "/sitemap-lists.xml", "/news-sitemap.xml",
                                                 "/opensearch.xml"};

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

constexpr std::string_view kArchive = "/archive/";
constexpr std::size_t kYearDigits = 4;

bool is_year(std::string_view path) {
    // A year is a number, which has no zero in front.
    return path.starts_with(kArchive) && is_number(path.substr(kArchive.size()), kYearDigits) && path[kArchive.size()] != '0';
}

bool is_month(std::string_view path) {
    if (!path.starts_with(kArchive)) {
        return false;
    }
    path.remove_prefix(kArchive.size());
    const std::string_view year = path.substr(0, kYearDigits);
    const std::string_view month = path.substr(std::min(path.size(), kYearDigits + 1));
    return is_number(year, kYearDigits) && year != "0000" && path.size() > kYearDigits && path[kYearDigits] == '/' && is_number(month, 2) &&
           month >= "01" && month <= "12";
}

bool is_sitemap_part(std::string_view path) {
    constexpr std::string_view kStart = "/sitemap-";
    constexpr std::string_view kEnd = ".xml";
    constexpr std::size_t kMostDigits = 9;
    if (!path.starts_with(kStart) || !path.ends_with(kEnd) || path.size() <= kStart.size() + kEnd.size()) {
        return false;
    }
    path = path.substr(kStart.size(), path.size() - kStart.size() - kEnd.size());
    return path.size() <= kMostDigits && path.front() != '0' && std::ranges::all_of(path, base::is_ascii_digit);
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
    if (path == "/" || is_one_of(kFiles, path) || is_one_of(kIndexes, path) || is_sitemap_part(path) || is_year(path)) {
        return true;
    }
    const std::string_view list = without_feed(path);
    const bool named = std::ranges::any_of(
        kNamedLists, [list](std::string_view place) { return list.starts_with(place) && is_slug(list.substr(place.size())); });
    return named || (list.empty() && !path.empty()) || is_one_of(kLists, list) || is_month(list);
}

bool is_kept(std::string_view path) {
    return is_in_own_place(path) || is_a_list(path);
}

bool hides_redirects(std::string_view path) {
    const bool named = std::ranges::any_of(kNamedLists, [path](std::string_view place) { return path.starts_with(place); });
    return is_in(kClosedPlaces, path) || is_one_of(kOpenPlaces, path) || (is_a_list(path) && !named);
}

}  // namespace stoppress::story
