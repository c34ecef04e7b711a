// SPDX-License-Identifier: GPL-3.0-or-later
// A list as a feed, and the sitemaps: reads them from the store; feed.hpp formats them.
// Thread: the reading pool's.
#pragma once

#include "reader/feeds/feed.hpp"
#include "reader/printing.hpp"

namespace stoppress::reader {

/// Sets the feed in that form, and its content type.
void write_feed(press::RenderedPage& printed, const Feed& feed, Form form, const settings::Settings& settings);

/// The published ones of these stories, in this order; adds the tags of their names.
base::Result<std::vector<FeedEntry>> make_feed_entries(const Printing& printing, std::span<const base::StoryId> ids, TagSet& tags);

base::Result<press::RenderedPage> print_feed(const Printing& printing, const Route& route);
base::Result<press::RenderedPage> print_sitemap(const Printing& printing, const Route& route);
/// The addresses of lists, if the site has more stories than one sitemap can list.
base::Result<press::RenderedPage> print_lists_sitemap(const Printing& printing);
/// As of the route's minute.
base::Result<press::RenderedPage> print_news_sitemap(const Printing& printing, const Route& route);
base::Result<press::RenderedPage> print_robots(const Printing& printing);

}  // namespace stoppress::reader
