// SPDX-License-Identifier: GPL-3.0-or-later
// A story: its fields, states and limits. No I/O.
// Flow:   newsroom, importing -> Story -> store -> edition -> press
// Thread: plain data.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.hpp"
#include "base/time/time.hpp"
#include "document/document.hpp"

namespace stoppress::story {

enum class Status : std::uint8_t { draft, in_review, scheduled, published, withdrawn };

/// "draft", "in_review", …
[[nodiscard]] std::string_view to_string(Status status);
[[nodiscard]] std::optional<Status> parse_status(std::string_view text);

/// A picture at the head of a story. `source` is an http(s) address or a path on this site; empty means no picture.
struct LeadImage {
    std::string source;
    std::string alt;
    std::string caption;
    std::string credit;
    friend bool operator==(const LeadImage&, const LeadImage&) = default;
};

/// An article appears in lists, feeds and boxes; a page ("About us") only at its address and in the sitemap.
enum class Kind : std::uint8_t { article, page };

/// The content of one revision: everything that a person writes.
struct Content {
    Kind kind = Kind::article;
    std::string headline;
    std::string standfirst;  ///< plain text; may be empty
    document::Document body;
    std::string slug;
    std::string section;               ///< slug of the section; empty: none
    std::vector<std::string> topics;   ///< slugs, in order, without duplicates
    std::vector<std::string> authors;  ///< slugs in byline order, without duplicates
    std::string language;              ///< BCP 47, canonical; never empty
    bool language_named = false;       ///< somebody named it, so it is used whatever the letters are
    LeadImage lead_image;
    std::string translation_key;  ///< stories with the same key are translations of each other; empty: none
    friend bool operator==(const Content&, const Content&) = default;
};

/// A story as the newsroom sees it: its latest revision and its state.
struct Story {
    base::StoryId id;
    std::int64_t revision = 0;
    Status status = Status::draft;
    std::string url;  ///< the path on this site, percent-encoded, starting with '/'
    Content content;
    std::string teaser;
    std::optional<base::Time> published_at;  ///< first publication; while scheduled, when it is due
    base::Time updated_at;                   ///< when its text last changed
    std::string withdrawn_reason;
    std::optional<base::Time> embargo_until{};  ///< it is not published before; never set while it is live
    bool body_unreadable = false;               ///< stored by another version, or damaged: `content.body` is empty
};

/// A list entry: what lists, boxes and feeds show of a published story.
struct Card {
    base::StoryId id;
    std::int64_t revision = 0;
    std::string url;
    std::string headline;
    std::string standfirst;
    std::string teaser;
    std::string section;  ///< slug
    std::string language;
    LeadImage lead_image;
    base::Time published_at;
    base::Time updated_at;
    std::string feed_id;  ///< the id that feeds name it by; never changes
};

/// How often people opened a story, in the windows of the rankings.
struct Views {
    std::int64_t day = 0;
    std::int64_t week = 0;
    std::int64_t month = 0;
    std::int64_t all = 0;
    friend bool operator==(const Views&, const Views&) = default;
};

enum class Window : std::uint8_t { day, week, month, all };

[[nodiscard]] std::string_view to_string(Window window);
[[nodiscard]] std::optional<Window> parse_window(std::string_view text);

/// The hours that a window covers, the current one included; nothing for `all`.
[[nodiscard]] constexpr std::optional<std::chrono::hours> hours_of(Window window) {
    switch (window) {
        case Window::day:
            return std::chrono::days{1};
        case Window::week:
            return std::chrono::days{7};
        case Window::month:
            return std::chrono::days{30};
        case Window::all:
            break;
    }
    return std::nullopt;
}

/// The default address of a story: /YYYY/MM/SLUG, by the date in the site's time zone.
[[nodiscard]] std::string default_address(base::Time published_at, std::string_view slug, std::string_view time_zone);

}  // namespace stoppress::story
