// SPDX-License-Identifier: GPL-3.0-or-later
// The content of pages as plain data. Everything that a theme's templates can see is made from this.
// Flow:   edition -> pages -> Theme -> press
// Thread: plain data.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/time/time.hpp"
#include "document/document.hpp"
#include "document/html.hpp"
#include "document/pictures.hpp"
#include "story/story.hpp"

namespace stoppress::render {

struct Link {
    std::string name;
    std::string url;  ///< a path on this site; in the menu also an https address
};

/// A story as an entry of a list.
struct Entry {
    story::Card card;
    std::string kicker{};                            ///< on the front page: a few words above the headline
    std::optional<document::PictureForm> picture{};  ///< its lead image, if that is a picture of this site
    std::optional<Link> section;
    std::vector<Link> byline;
};

/// A translation of a page, for hreflang, other than the page itself.
struct Alternate {
    std::string language;
    std::string url;  ///< path
};

/// What surrounds the content of every page.
/// Shown at the top of pages instead of the site's title.
struct Logo {
    std::string source;      ///< address
    std::string dark;        ///< for dark pages; empty: the same
    std::int64_t width = 0;  ///< pixels; 0: unknown
    std::int64_t height = 0;
};

struct Frame {
    std::string language;    ///< of the page's content, BCP 47
    std::string path;        ///< canonical path with query ("/sections/city?page=2")
    std::vector<Link> menu;  ///< the sections, or the links set in the newsroom
    std::optional<Logo> logo{};
    std::string icon{};     ///< address, in a small form; empty: the theme's
    bool own_menu = false;  ///< set in the newsroom: the theme must not add entries
    std::vector<Alternate> alternates;
    bool indexed = true;   ///< false: search engines are asked not to index it
    bool preview = false;  ///< what is shown is not published: the page says so
    bool players = false;  ///< has embeds whose player a script can load
    bool search = true;    ///< the site answers /search
};

/// A correction shown to readers.
struct Correction {
    enum class Kind : std::uint8_t { correction, clarification, retraction };
    std::int64_t number = 0;  ///< among those of its story
    base::Time at;
    Kind kind = Kind::correction;
    std::string text;  ///< plain text; an empty line separates paragraphs
};

/// What a reader of an earlier site wrote.
struct Comment {
    std::string anchor;  ///< its id in the page
    std::string name;    ///< may be empty
    std::string link;    ///< their site: a web address, or empty
    bool staff = false;  ///< an author of this site wrote it
    base::Time at;
    document::Html body;
    int depth = 0;                  ///< 0: begins a thread
    std::optional<Link> answers{};  ///< whose comment it answers, and "#ANCHOR" of it; the name may be empty
};

struct StoryPage {
    Frame frame;
    story::Card card;
    story::Kind kind = story::Kind::article;
    std::optional<document::PictureForm> picture{};  ///< its lead image, if that is a picture of this site
    document::Html body;
    int reading_minutes = 1;
    std::optional<Link> section;
    std::vector<Link> topics;
    std::vector<Link> byline;
    std::vector<Correction> corrections;  ///< oldest first
    std::vector<Comment> comments;        ///< in the order of their threads
    std::int64_t comment_count = 0;       ///< of the story: there may be more than the page has
    std::string views_url;                ///< receives views; empty: this page is not counted
    bool counted_by_beacon = false;       ///< counted by a beacon, and a picture in <noscript>; else by the server that sends the page
};

/// The kind of list. It decides heading and wording, which the theme has in the page's language.
enum class ListKind { front, latest, section, topic, author, month, most_viewed };

struct ListPage {
    Frame frame;
    ListKind kind = ListKind::latest;
    std::string name;  ///< of the section, topic or author; "2026-03" for a month
    std::string description;
    std::string base;  ///< the list's own path without query: "/sections/city"; its feeds are below it
    std::vector<Entry> entries;
    std::int64_t page = 1;
    std::int64_t pages = 1;
    std::int64_t total = 0;
    story::Window window = story::Window::week;  ///< of most_viewed
    std::optional<Link> newer;
    std::optional<Link> older;
    std::vector<Link> months;  ///< front and latest: links to the archive; the name is "2026-03"
};

/// All corrections of the site, newest first.
struct CorrectionsPage {
    struct Entry {
        Link story;
        std::string language;  ///< of the story and the correction
        Correction correction;
    };
    Frame frame;
    std::vector<Entry> entries;
    std::int64_t page = 1;
    std::int64_t pages = 1;
    std::optional<Link> newer;
    std::optional<Link> older;
};

/// What an index lists: months, or the sections, topics or authors with published stories.
enum class IndexKind { archive, year, sections, topics, authors };

/// A page that lists other lists.
struct IndexPage {
    struct Item {
        Link link;                 ///< for a month the name is "2026-03"
        std::int64_t stories = 0;  ///< published
    };
    Frame frame;
    IndexKind kind = IndexKind::archive;
    std::string name;  ///< of a year: "2026"
    std::vector<Item> items;
    std::int64_t page = 1;
    std::int64_t pages = 1;
    std::optional<Link> newer;  ///< the previous page
    std::optional<Link> older;  ///< the next page
};

/// What a reader looks for, and what was found.
struct SearchPage {
    /// A part of a text; marked if it is why the story was found.
    struct Piece {
        std::string text;
        bool marked = false;
    };
    struct Found {
        Entry entry;
        std::vector<Piece> snippet;  ///< empty: the entry's teaser is shown
    };
    struct Choice {
        std::string name;
        std::string value;
        bool chosen = false;
    };
    /// What the search is narrowed to, and the same search without it.
    struct Narrowed {
        std::string name;
        std::string parameter;  ///< "topic"
        std::string value;      ///< its slug
        std::string url;
    };
    Frame frame;
    std::string words;  ///< as typed
    bool asked = true;  ///< false: there is nothing to look for in `words`
    std::vector<Found> found;
    std::int64_t total = 0;
    bool about = false;                ///< `total` is an estimate
    bool whole = true;                 ///< false: the index is being built, so stories may be missing
    std::optional<Link> meant;         ///< the topic whose name was typed
    std::optional<Link> suggestion{};  ///< other words that are found
    bool newest = false;               ///< sorted by date, not by relevance
    std::vector<Choice> sections;
    std::vector<Narrowed> narrowed;  ///< to a topic, an author, a language
    std::string from;                ///< "2026-03-01"; empty: any
    std::string until;
    std::int64_t page = 1;
    std::int64_t pages = 1;
    std::optional<Link> newer;  ///< the page before
    std::optional<Link> older;  ///< the page after
};

enum class ErrorKind { not_found, gone, internal, unavailable, preview_over };

struct ErrorPage {
    Frame frame;
    ErrorKind kind = ErrorKind::not_found;
    std::string reason;     ///< of a withdrawal, written by the newsroom; may be empty
    std::string reference;  ///< identifies the incident in the log; may be empty
};

enum class BoxKind { new_articles, most_viewed };

/// One line of text on top of every page.
struct BreakingLine {
    std::string text;
    std::string url;       ///< a path on this site; empty: it is no link
    std::string language;  ///< of the text; empty: the site's
};

/// The place of a box or of the breaking line in a rendered page: a mark with control characters, which no story can
/// contain. The press splits the page there.
inline constexpr std::string_view kBreakingMark = "\x02breaking\x03";
inline constexpr std::string_view kNewArticlesMark = "\x02new-articles\x03";
inline constexpr std::string_view kMostViewedMark = "\x02most-viewed\x03";

}  // namespace stoppress::render
