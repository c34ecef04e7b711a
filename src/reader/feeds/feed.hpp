// SPDX-License-Identifier: GPL-3.0-or-later
// A list of stories as RSS 2.0, Atom (RFC 4287) and JSON Feed 1.1; sitemaps, the news sitemap and robots.txt.
// Pure functions from data to bytes; any thread.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "document/html.hpp"
#include "render/pages.hpp"
#include "settings/settings.hpp"

namespace stoppress::reader {

struct FeedEntry {
    story::Card card;
    std::vector<std::string> byline;  ///< names
    std::vector<std::string> topics;  ///< names
    std::string section;              ///< name
    std::string standfirst{};         ///< to stand before the body; empty where nobody wrote one, or the body begins with it
    document::Html body;
    std::string part{};  ///< of the story's stable name, where the entry is about a part of it
};

struct Feed {
    std::string title;  ///< of the list; the site's title is put before it where it is not empty
    std::string description;
    std::string base;  ///< path of the list's page; "/" for the site
    std::string language;
    std::vector<FeedEntry> entries;
};

[[nodiscard]] std::string rss(const Feed& feed, const settings::Settings& settings);
[[nodiscard]] std::string atom(const Feed& feed, const settings::Settings& settings);
[[nodiscard]] std::string json_feed(const Feed& feed, const settings::Settings& settings);

inline constexpr std::size_t kSitemapLength = 50000;  ///< addresses in one sitemap, as sitemaps.org allows

/// One sitemap of at most kSitemapLength cards, then the `paths` of lists.
[[nodiscard]] std::string sitemap(std::span<const story::Card> cards, std::span<const std::string> paths,
                                  const settings::Settings& settings);
/// The index over `parts` sitemaps /sitemap-1.xml … and that of lists, where one does not suffice.
[[nodiscard]] std::string sitemap_index(std::size_t parts, const settings::Settings& settings);
/// Articles of the last two days (the caller chooses them; at most 1,000).
[[nodiscard]] std::string news_sitemap(std::span<const story::Card> cards, const settings::Settings& settings);
[[nodiscard]] std::string robots(const settings::Settings& settings);

}  // namespace stoppress::reader
