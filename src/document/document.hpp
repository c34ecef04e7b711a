// SPDX-License-Identifier: GPL-3.0-or-later
// A story's body as a typed tree. Only what it can represent can reach a page; no node holds markup.
// Flow:   importing, newsroom -> Document -> store -> press
// Owner:  a value: cheap to move, comparable, shared only as const. normalise() and the parsers of convert.hpp keep its
//         nesting within kMaxNesting, so functions over it, the destructor included, may recurse.
// Thread: plain data.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "document/addresses/address.hpp"

namespace stoppress::document {

enum class Direction : std::uint8_t { inherited, left_to_right, right_to_left, automatic };

enum class Mark : std::uint8_t { strong = 1, emphasis = 2, strikethrough = 4, code = 8, subscript = 16, superscript = 32 };

/// A set of marks.
class Marks {
public:
    [[nodiscard]] bool has(Mark mark) const { return (bits_ & static_cast<unsigned>(mark)) != 0; }
    void add(Mark mark) { bits_ = static_cast<std::uint8_t>(bits_ | static_cast<unsigned>(mark)); }
    [[nodiscard]] bool empty() const { return bits_ == 0; }
    friend bool operator==(const Marks&, const Marks&) = default;

private:
    std::uint8_t bits_ = 0;
};

struct Link {
    Address href;  ///< empty: no link
    std::string title;
    std::string language;  ///< of the link's target (hreflang); may be empty
    friend bool operator==(const Link&, const Link&) = default;
};

/// A run of text with the same marks, or a reference to a footnote. Runs do not nest, so links cannot either.
struct Inline {
    std::string text;  ///< "\n" is a line break; white space is single spaces
    Marks marks;
    Direction direction = Direction::inherited;
    std::uint32_t footnote = 0;  ///< from 1, an index into Document::footnotes; then `text` is empty and there are no marks and no link
    std::string language;        ///< BCP 47, if it differs from the surrounding language
    Link link;
    friend bool operator==(const Inline&, const Inline&) = default;
};
using Inlines = std::vector<Inline>;

struct Block;
using Blocks = std::vector<Block>;

struct Paragraph {
    Inlines content;
    friend bool operator==(const Paragraph&, const Paragraph&) = default;
};

struct Heading {
    int level = 2;  ///< 2..6; level 1 is the story's headline
    Inlines content;
    std::string anchor;  ///< its id in the page, for links to it; may be empty
    friend bool operator==(const Heading&, const Heading&) = default;
};

struct List {
    bool ordered = false;
    std::int32_t start = 1;  ///< number of the first item of an ordered list
    std::vector<Blocks> items;
    friend bool operator==(const List&, const List&) = default;
};

struct Quote {
    bool pull = false;  ///< set off from the text to catch the eye
    Blocks blocks;
    Inlines attribution;
    friend bool operator==(const Quote&, const Quote&) = default;
};

struct Code {
    std::string text;      ///< verbatim, with tabs and newlines; no newline at the end
    std::string language;  ///< "cpp"; may be empty
    friend bool operator==(const Code&, const Code&) = default;
};

enum class Alignment : std::uint8_t { none, left, center, right };

/// All rows, and the header if there is one, have as many cells as `alignments`.
struct Table {
    Inlines caption;
    std::vector<Alignment> alignments;
    std::vector<Inlines> header;  ///< empty: no header row
    std::vector<std::vector<Inlines>> rows;
    friend bool operator==(const Table&, const Table&) = default;
};

/// How wide a page shows a figure: as its text, as its column, or from the window's edge.
enum class Layout : std::uint8_t { text, wide, full };

struct Image {
    Address source;  ///< http(s) or a path on this site
    std::string alt;
    Inlines caption;
    Inlines credit;
    std::uint32_t width = 0;  ///< in pixels; both are 0 or neither is
    std::uint32_t height = 0;
    Address link;  ///< target of a click; may be empty
    Layout layout = Layout::text;
    friend bool operator==(const Image&, const Image&) = default;
};

/// Pictures that belong together, shown as a grid in their order: kMinPictures to kMaxPictures of them (limits.hpp).
struct Gallery {
    std::vector<Image> pictures;  ///< the layout of each is text
    Inlines caption;              ///< of all of them
    Layout layout = Layout::text;
    friend bool operator==(const Gallery&, const Gallery&) = default;
};

/// Sound of the media library. Its file, length and captions are the library's.
struct Audio {
    Address source;     ///< a path below kMediaFolder; in exports also http(s)
    std::string title;  ///< what a player and a link to the file are called; may be empty
    Inlines caption;
    friend bool operator==(const Audio&, const Audio&) = default;
};

/// Film of the media library.
struct Video {
    Address source;     ///< as of Audio
    std::string title;  ///< as of Audio
    Inlines caption;
    Address poster;           ///< a picture to show before it plays: http(s) or a path on this site; may be empty
    std::uint32_t width = 0;  ///< in pixels; both are 0 or neither is
    std::uint32_t height = 0;
    Layout layout = Layout::text;
    friend bool operator==(const Video&, const Video&) = default;
};

/// Below it are the files of the media library.
inline constexpr std::string_view kMediaFolder = "/media/";

/// Content of another site: a card that links there, never foreign markup. What the address stands for, and so whether a
/// page offers to load it, is decided by known_embed() alone (embeds/known_embed.hpp).
struct Embed {
    std::string provider;  ///< "youtube", …; "web" if it is not a known one
    Address url;           ///< http(s)
    std::string title;     ///< may be empty, as the next three
    Inlines caption;
    std::string description{};  ///< what the other site says of it, one line
    std::string site{};         ///< the other site's name
    Address picture{};          ///< a path on this site: nothing of the other site is loaded to show the card
    friend bool operator==(const Embed&, const Embed&) = default;
};

/// A thematic break between two parts of the text.
struct Rule {
    friend bool operator==(const Rule&, const Rule&) = default;
};

struct Block {
    using Node = std::variant<Paragraph, Heading, List, Quote, Code, Table, Image, Gallery, Audio, Video, Embed, Rule>;
    Node node;
    std::string language;  ///< BCP 47, if it differs from the surrounding language
    Direction direction = Direction::inherited;
    friend bool operator==(const Block&, const Block&) = default;
};

struct Document {
    Blocks blocks;
    std::vector<Blocks> footnotes;
    [[nodiscard]] bool empty() const { return blocks.empty(); }
    friend bool operator==(const Document&, const Document&) = default;
};

/// Brings a tree into the normal form that the parsers produce: equal neighbours joined, white space collapsed, empty
/// blocks removed, tables filled up, nesting within limits, forbidden values cleared. Idempotent.
void normalise(Document& document);

/// "text", "wide" or "full".
[[nodiscard]] std::string_view to_string(Layout layout);

/// The provider of an embed by its address: "youtube", "vimeo", …, or "web". Points into static storage.
[[nodiscard]] std::string_view provider_of(const Address& address);
/// The same by its host alone; empty if it is not one that newsrooms often embed.
[[nodiscard]] std::string_view provider_of_host(std::string_view host);

/// "ltr", "rtl", "auto", or empty for inherited.
[[nodiscard]] std::string_view to_string(Direction direction);

}  // namespace stoppress::document
