// SPDX-License-Identifier: GPL-3.0-or-later
// What the pages show, as plain data: all that a theme's templates can see is made from these.
// Flow: edition -> pages -> Theme -> press
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/time.hpp"
#include "document/document.hpp"
#include "document/html.hpp"
#include "document/pictures.hpp"
#include "story/story.hpp"

namespace stoppress::render {

struct Link {
    std::string name;
    std::string url;  ///< path on this site; of a link in the menu also an https address
};

/// A story as an entry of a list.
struct Entry {
    story::Card card;
    std::optional<document::PictureForm> picture{};  ///< its lead image, where that is a picture of this site
    std::optional<Link> section;
    std::vector<Link> byline;
};

/// One of a page's translations, for hreflang. The page itself is none of them.
struct Alternate {
    std::string language;
    std::string url;  ///< path
};

/// What every page has around its content.
struct Frame {
    std::string language;    ///< of the page's content, BCP 47
    std::string path;        ///< canonical path with query ("/sections/city?page=2")
    std::vector<Link> menu;  ///< the sections, or what the newsroom chose
    bool own_menu = false;   ///< the newsroom chose it: nothing else belongs in it
    std::vector<Alternate> alternates;
    bool indexed = true;  ///< false: robots are told not to index
};

/// What readers are told was wrong.
struct Correction {
    enum class Kind : std::uint8_t { correction, clarification, retraction };
    std::int64_t number = 0;  ///< among those of its story
    base::Time at;
    Kind kind = Kind::correction;
    std::string text;  ///< plain; an empty line parts paragraphs
};

struct StoryPage {
    Frame frame;
    story::Card card;
    story::Kind kind = story::Kind::article;
    std::optional<document::PictureForm> picture{};  ///< its lead image, where that is a picture of this site
    document::Html body;
    int reading_minutes = 1;
    std::optional<Link> section;
    std::vector<Link> topics;
    std::vector<Link> byline;
    std::vector<Correction> corrections;  ///< in the order in which they were made
    std::string views_url;                ///< takes views; empty: this page is not counted
    bool counted_by_beacon = false;       ///< by a beacon, and a picture below <noscript>; else by the server that sends the page
};

/// Which kind of list; decides heading and wording, which are the theme's in the page's language.
enum class ListKind { front, latest, section, topic, author, month, most_viewed };

struct ListPage {
    Frame frame;
    ListKind kind = ListKind::latest;
    std::string name;  ///< of the section, topic, author; "2026-03" of a month
    std::string description;
    std::string base;  ///< the list's own path without query: "/sections/city"; its feeds stand below it
    std::vector<Entry> entries;
    std::int64_t page = 1;
    std::int64_t pages = 1;
    std::int64_t total = 0;
    story::Window window = story::Window::week;  ///< of most_viewed
    std::optional<Link> newer;
    std::optional<Link> older;
    std::vector<Link> months;  ///< front and latest: the archive; the name is "2026-03"
};

/// Every correction of the site, newest first.
struct CorrectionsPage {
    struct Entry {
        Link story;
        std::string language;  ///< the story's, and the correction's
        Correction correction;
    };
    Frame frame;
    std::vector<Entry> entries;
    std::int64_t page = 1;
    std::int64_t pages = 1;
    std::optional<Link> newer;
    std::optional<Link> older;
};

/// What an index lists: months, or the sections, topics or authors under which something is published.
enum class IndexKind { archive, year, sections, topics, authors };

/// A page that lists lists.
struct IndexPage {
    struct Item {
        Link link;                 ///< of a month the name is "2026-03"
        std::int64_t stories = 0;  ///< published
    };
    Frame frame;
    IndexKind kind = IndexKind::archive;
    std::string name;  ///< of a year: "2026"
    std::vector<Item> items;
    std::int64_t page = 1;
    std::int64_t pages = 1;
    std::optional<Link> newer;  ///< the page before
    std::optional<Link> older;  ///< the next page
};

enum class ErrorKind { not_found, gone, internal, unavailable, preview_over };

struct ErrorPage {
    Frame frame;
    ErrorKind kind = ErrorKind::not_found;
    std::string reason;     ///< of a withdrawal, as the newsroom gave it; may be empty
    std::string reference;  ///< names the incident in the log; may be empty
};

enum class BoxKind { new_articles, most_viewed };

/// Where a box stands in a rendered page: a mark that no text can contain (control characters are not in any story). The press splits
/// there.
inline constexpr std::string_view kNewArticlesMark = "\x02new-articles\x03";
inline constexpr std::string_view kMostViewedMark = "\x02most-viewed\x03";

}  // namespace stoppress::render
