// SPDX-License-Identifier: GPL-3.0-or-later
// Shared by all feed formats and sitemaps: addresses and names.
// Thread: any; pure functions.
#pragma once

#include <string>
#include <string_view>

#include "reader/feeds/feed.hpp"

namespace stoppress::reader {

/// `path` on this site with scheme and host; an address elsewhere is returned unchanged.
[[nodiscard]] std::string absolute_address(std::string_view path, const settings::Settings& settings);

/// "The Site – Section", or the site's title alone.
[[nodiscard]] std::string feed_title(const Feed& feed, const settings::Settings& settings);
[[nodiscard]] std::string feed_description(const Feed& feed, const settings::Settings& settings);

/// The feed's own address: `file` is "feed.xml", "atom.xml" or "feed.json".
[[nodiscard]] std::string feed_address(const Feed& feed, std::string_view file, const settings::Settings& settings);

/// The last change of any of its stories; 1970 if it is empty.
[[nodiscard]] base::Time feed_updated(const Feed& feed);

/// The standfirst, the lead picture and the body, with all links made absolute, because feeds are read elsewhere. In a
/// <div> with language and direction if the story's direction differs from the feed's.
[[nodiscard]] std::string feed_body(const FeedEntry& entry, const Feed& feed, const settings::Settings& settings);

}  // namespace stoppress::reader
