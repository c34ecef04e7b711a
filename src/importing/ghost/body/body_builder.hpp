// SPDX-License-Identifier: GPL-3.0-or-later
// Puts a body together from markup made here and from HTML and Markdown of cards, each of which is read by itself: what one leaves open
// does not reach the next.
// Thread: any; each object belongs to one body.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include "document/convert.hpp"
#include "importing/ghost/body/body.hpp"

namespace stoppress::importing::ghost {

class BodyBuilder {
public:
    explicit BodyBuilder(const BodyOptions& options) : options_(options) {}

    /// Adds markup that has nothing foreign in it.
    void add(std::string_view markup);
    /// Adds the HTML of a card.
    void add_html(std::string_view html);
    void add_markdown(std::string_view markdown);
    /// HTML of a text field as markup for add(): one line of text with its marks and links.
    [[nodiscard]] std::string line_of_html(std::string_view html);
    /// "dir" for an element whose direction is written as "rtl", "ltr" or not at all; with a space before it.
    [[nodiscard]] std::string direction_attribute(std::string_view direction) const;
    /// The id that Ghost gives to a heading, made from its text; empty if it has no letters.
    [[nodiscard]] std::string heading_id(std::string_view text);
    void note(std::string what);

    [[nodiscard]] base::Result<Body> finish();

private:
    using Read = base::Result<document::Parsed> (*)(std::string_view, const document::ParseOptions&);
    void read(std::string_view source, Read with, const document::ParseOptions& options);
    /// Without what only members saw, and with the site's address where the export has a mark for it.
    [[nodiscard]] std::string shown(std::string_view source);
    void flush();
    [[nodiscard]] document::ParseOptions parse_options() const;

    const BodyOptions& options_;
    std::string open_;  ///< markup that was not read yet
    Body body_;
    std::unordered_map<std::string, int> heading_ids_;
    std::optional<base::Error> failure_;
};

/// Markdown as Ghost's Markdown card understands it in the form that ours is read: single line ends break lines, headings need no space,
/// "H~2~O" and "x^2^" are small letters.
[[nodiscard]] std::string plain_markdown(std::string_view markdown);

/// Adds a card of Ghost's editor by its type; false if it is of an unknown one.
[[nodiscard]] bool add_card(std::string_view type, const boost::json::object& card, BodyBuilder& body);

/// JSON text that an editor stored; fails if it is none.
[[nodiscard]] base::Result<boost::json::object> read_editor_json(std::string_view json, std::string_view what);

/// The nesting of an editor's JSON, and so of the functions that walk over it.
inline constexpr int kMaxEditorDepth = 64;

}  // namespace stoppress::importing::ghost
