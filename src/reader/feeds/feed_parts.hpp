// SPDX-License-Identifier: GPL-3.0-or-later
// What all feed formats and sitemaps have in common: addresses, names, and XML that cannot be malformed.
// Pure functions; any thread.
#pragma once

#include <string>
#include <string_view>

#include "reader/feeds/feed.hpp"

namespace stoppress::reader {

/// `path` on this site with scheme and host; an address of elsewhere as it is.
[[nodiscard]] std::string absolute_address(std::string_view path, const settings::Settings& settings);

/// "The Site – Section", or the site's title alone.
[[nodiscard]] std::string feed_title(const Feed& feed, const settings::Settings& settings);
[[nodiscard]] std::string feed_description(const Feed& feed, const settings::Settings& settings);

/// The feed's own address: `file` is "feed.xml", "atom.xml" or "feed.json".
[[nodiscard]] std::string feed_address(const Feed& feed, std::string_view file, const settings::Settings& settings);

/// When a story of it changed last; 1970 where it is empty.
[[nodiscard]] base::Time feed_updated(const Feed& feed);

/// The standfirst, the lead picture and the body, with the site's address before every link that has none: feeds are read elsewhere.
/// In a <div> with language and direction where the story is written in another direction than the feed's.
[[nodiscard]] std::string feed_body(const FeedEntry& entry, const Feed& feed, const settings::Settings& settings);

/// Writes XML: text and attributes are escaped, elements close in the order in which they were opened.
class XmlWriter {
public:
    XmlWriter();
    /// `attributes` come in pairs of name and value.
    void open(std::string_view name, std::initializer_list<std::pair<std::string_view, std::string>> attributes = {});
    void close();
    /// <name …>text</name>
    void element(std::string_view name, std::string_view text,
                 std::initializer_list<std::pair<std::string_view, std::string>> attributes = {});
    /// <name …/>
    void empty(std::string_view name, std::initializer_list<std::pair<std::string_view, std::string>> attributes);
    /// Closes what is open and gives the document.
    [[nodiscard]] std::string finish();

private:
    void start(std::string_view name, std::initializer_list<std::pair<std::string_view, std::string>> attributes);
    std::string text_;
    std::vector<std::string> open_;
};

}  // namespace stoppress::reader
