// SPDX-License-Identifier: GPL-3.0-or-later
// A list of stories as RSS 2.0, Atom (RFC 4287) and JSON Feed 1.1; sitemaps, the news sitemap and robots.txt.
// Thread: any; pure functions.
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
    std::string standfirst{};         ///< shown before the body; empty if there is none, or if the body begins with it
    document::Html body;
    std::string part{};  ///< appended to the story's id if the entry is about a part of the story
};

struct Feed {
    std::string title;  ///< of the list; the site's title is put before it, or stands alone if it is empty
    std::string description;
    std::string base;  ///< path of the list's page; "/" for the whole site
    std::string language;
    std::vector<FeedEntry> entries;
    std::string query{};  ///< of the page and the feed: "?q=bridge"; empty: none
};

[[nodiscard]] std::string rss(const Feed& feed, const settings::Settings& settings);
[[nodiscard]] std::string atom(const Feed& feed, const settings::Settings& settings);
[[nodiscard]] std::string json_feed(const Feed& feed, const settings::Settings& settings);

inline constexpr std::size_t kSitemapLength = 50000;  ///< addresses in one sitemap, as sitemaps.org allows

/// One sitemap of at most kSitemapLength cards, followed by the `paths` of lists.
[[nodiscard]] std::string sitemap(std::span<const story::Card> cards, std::span<const std::string> paths,
                                  const settings::Settings& settings);
/// The index of the `parts` sitemaps /sitemap-1.xml … and that of lists, if one sitemap is not enough.
[[nodiscard]] std::string sitemap_index(std::size_t parts, const settings::Settings& settings);
/// Articles of the last two days (chosen by the caller; at most 1,000).
[[nodiscard]] std::string news_sitemap(std::span<const story::Card> cards, const settings::Settings& settings);
[[nodiscard]] std::string robots(const settings::Settings& settings);

}  // namespace stoppress::reader
