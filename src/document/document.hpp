// SPDX-License-Identifier: GPL-3.0-or-later
// A story's body as a typed tree: what it can hold is all that can ever reach a page. No node holds markup.
// Flow:   importing, newsroom -> Document -> store -> press
// Owner:  a value like any other: moved cheaply, compared, shared only as const. normalise() and the parsers of convert.hpp keep its
// nesting
//         within kMaxNesting, so that functions over it, its destructor included, may recurse.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "document/address.hpp"

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
    std::string language;  ///< of what it leads to (hreflang); may be empty
    friend bool operator==(const Link&, const Link&) = default;
};

/// A run of text under the same marks, or a reference to a footnote. Runs do not nest, so links cannot either.
struct Inline {
    std::string text;  ///< "\n" is a line break; white space is single spaces
    Marks marks;
    Direction direction = Direction::inherited;
    std::uint32_t footnote = 0;  ///< from 1, into Document::footnotes; then `text` is empty and there are no marks and no link
    std::string language;        ///< BCP 47, where it differs from what is around it
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
    int level = 2;  ///< 2..6: 1 is the story's headline
    Inlines content;
    std::string anchor;  ///< its id in the page, so that links to it hold; may be empty
    friend bool operator==(const Heading&, const Heading&) = default;
};

struct List {
    bool ordered = false;
    std::int32_t start = 1;  ///< of ordered lists
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
    std::string text;      ///< as it is, tabs and newlines included; no newline at its end
    std::string language;  ///< "cpp"; may be empty
    friend bool operator==(const Code&, const Code&) = default;
};

enum class Alignment : std::uint8_t { none, left, center, right };

/// All rows, the header too where there is one, have as many cells as `alignments`.
struct Table {
    Inlines caption;
    std::vector<Alignment> alignments;
    std::vector<Inlines> header;  ///< empty: no header row
    std::vector<std::vector<Inlines>> rows;
    friend bool operator==(const Table&, const Table&) = default;
};

struct Image {
    Address source;  ///< http(s) or a path on this site
    std::string alt;
    Inlines caption;
    Inlines credit;
    std::uint32_t width = 0;  ///< in pixels; both or none
    std::uint32_t height = 0;
    Address link;  ///< where a click leads; may be empty
    friend bool operator==(const Image&, const Image&) = default;
};

/// Something that lives elsewhere: shown as a card that links there, never as foreign markup.
struct Embed {
    std::string provider;  ///< "youtube", …; "web" where it is none that we know
    Address url;           ///< http(s)
    std::string title;     ///< may be empty
    Inlines caption;
    friend bool operator==(const Embed&, const Embed&) = default;
};

/// A break between two parts of the text.
struct Rule {
    friend bool operator==(const Rule&, const Rule&) = default;
};

struct Block {
    using Node = std::variant<Paragraph, Heading, List, Quote, Code, Table, Image, Embed, Rule>;
    Node node;
    std::string language;  ///< BCP 47, where it differs from what is around it
    Direction direction = Direction::inherited;
    friend bool operator==(const Block&, const Block&) = default;
};

struct Document {
    Blocks blocks;
    std::vector<Blocks> footnotes;
    [[nodiscard]] bool empty() const { return blocks.empty(); }
    friend bool operator==(const Document&, const Document&) = default;
};

/// Brings a tree made by hand into the one form that the parsers give: equal neighbours joined, white space single, empty blocks gone,
/// tables filled up, nesting within limits, values that the model forbids emptied. Idempotent.
void normalise(Document& document);

/// The provider of an embed by its address: "youtube", "vimeo", …, or "web". A view of static storage.
[[nodiscard]] std::string_view provider_of(const Address& address);

/// "ltr", "rtl", "auto", or empty for inherited.
[[nodiscard]] std::string_view to_string(Direction direction);

}  // namespace stoppress::document
