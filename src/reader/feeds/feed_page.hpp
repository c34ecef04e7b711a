// SPDX-License-Identifier: GPL-3.0-or-later
// A list as a feed, and the sitemaps: read from the store, written by feed.hpp.
#pragma once

#include "reader/feeds/feed.hpp"
#include "reader/printing.hpp"

namespace stoppress::reader {

/// The feed in that form, with its type.
void write_feed(press::Printed& printed, const Feed& feed, Form form, const settings::Settings& settings);

base::Result<press::Printed> print_feed(const Printing& printing, const Route& route);
base::Result<press::Printed> print_sitemap(const Printing& printing, const Route& route);
/// The addresses of lists: where the site has more stories than one sitemap holds.
base::Result<press::Printed> print_lists_sitemap(const Printing& printing);
/// As of the route's minute.
base::Result<press::Printed> print_news_sitemap(const Printing& printing, const Route& route);
base::Result<press::Printed> print_robots(const Printing& printing);

}  // namespace stoppress::reader
