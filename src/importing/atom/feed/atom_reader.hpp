// SPDX-License-Identifier: GPL-3.0-or-later
// Reads an Atom feed (RFC 4287) as a stream, one entry at a time, with what archives add: replies (RFC 4685), drafts (RFC 5023), deleted
// entries (RFC 6721), and what Blogger writes into both forms of its export.
// Flow:   file -> AtomReader -> AtomEntry, AtomDeleted; AtomFeed
// Thread: one at a time.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/result.hpp"
#include "importing/values/value.hpp"

namespace stoppress::importing::atom {

struct AtomPerson {
    std::string name;
    std::string email;
    std::string uri;
};

struct AtomLabel {
    std::string term;
    std::string name;  ///< as people read it
};

/// A link whose target is a file (rel="enclosure").
struct AtomEnclosure {
    std::string address;
    std::string type;
    std::string title;
};

/// What an entry of a Blogger export stands for; of other systems `post`, or `comment` if it is a reply.
enum class AtomKind : std::uint8_t { post, page, comment, settings, other };

struct AtomEntry {
    AtomKind kind = AtomKind::post;
    bool blogger = false;  ///< of one of Blogger's exports: it says what it is
    std::string id;
    std::string title;    ///< HTML, as the next two
    std::string content;  ///< empty if there is none, or it is elsewhere
    std::string summary;
    bool plain = false;             ///< `content` was written as plain text
    std::string content_elsewhere;  ///< address or media type of content that is not in the feed
    std::string alternate;          ///< absolute if the feed says it; empty: none
    std::string base;               ///< xml:base of the content; may be empty
    std::string published;
    std::string updated;
    std::string language;
    std::vector<AtomPerson> authors;  ///< of the entry, else of its atom:source; empty: those of the feed
    std::vector<std::string> contributors;
    std::vector<AtomLabel> labels;
    std::vector<AtomEnclosure> enclosures;
    bool draft = false;            ///< app:draft is "yes"
    std::string status;            ///< blogger:status; empty: not given; all of them if it is given more than once
    bool trashed = false;          ///< blogger:trashed has a value
    std::string filename;          ///< blogger:filename, "/2019/05/slug.html"
    std::string meta_description;  ///< blogger:metaDescription
    std::string place;             ///< blogger:location
    std::string reply_to;          ///< of a comment: the id of what it is about, or answers (RFC 4685; at Blogger always the post)
    std::string answers;           ///< at Blogger: the id of the comment that it answers, or only its number; empty: none
    std::string setting;           ///< of `settings`: its name, "blog_locale"; its value is `content`
    std::size_t line = 0;
    std::size_t content_line = 0;
    std::size_t file = 0;  ///< number of its file, from 0; set by AtomStream
    std::string problem;   ///< why it cannot be imported (a field beyond its limit); empty: none
};

/// An entry that was deleted (RFC 6721).
struct AtomDeleted {
    std::string id;
    std::string when;
};

/// What a feed says of itself. Elements may stand in any order, so it is complete only at the end of the file.
struct AtomFeed {
    std::string id;
    std::string title;     ///< HTML
    std::string subtitle;  ///< HTML
    std::string language;
    std::string alternate;             ///< the site's front page
    std::string self;                  ///< the feed's own address
    std::vector<std::string> further;  ///< where it goes on (RFC 5005: next, prev-archive)
    std::vector<AtomPerson> authors;
    bool blogger = false;
    std::map<std::string, std::string> settings;  ///< of Blogger's older export, by name in lower case
};

class AtomReader {
    class Impl;

public:
    /// Fails with `io` or `not_found` if the file cannot be read.
    static base::Result<std::unique_ptr<AtomReader>> open(const std::filesystem::path& file);
    AtomReader(const AtomReader&) = delete;
    AtomReader& operator=(const AtomReader&) = delete;
    AtomReader(AtomReader&&) = delete;
    AtomReader& operator=(AtomReader&&) = delete;
    ~AtomReader();

    struct End {};
    using Next = std::variant<End, AtomEntry, AtomDeleted, ReadFailure>;
    /// The next entry of the file. After End or a failure there is nothing more.
    Next next();

    [[nodiscard]] const AtomFeed& feed() const;
    [[nodiscard]] std::uint64_t bytes_read() const;
    [[nodiscard]] std::uint64_t bytes_in_all() const;
    /// Bytes and signs that XML does not allow, and that were mended.
    [[nodiscard]] std::uint64_t mended() const;

    /// Everything in `text` until its end or a failure: for tests and fuzzing.
    [[nodiscard]] static std::vector<Next> read_all(std::string_view text, AtomFeed* feed = nullptr);

    /// For open() and read_all(); the parameter's type is private.
    explicit AtomReader(std::unique_ptr<Impl> impl);

private:
    std::unique_ptr<Impl> impl_;
};

}  // namespace stoppress::importing::atom
