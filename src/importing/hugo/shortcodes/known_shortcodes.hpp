// SPDX-License-Identifier: GPL-3.0-or-later
// Replacements for single shortcodes by name: Hugo's own, and those that many sites have. One function per kind.
// Flow:   ShortcodeTag, inner text -> Replacement -> expander
// Thread: any but a loop's; looks for files of the site.
#pragma once

#include <string>
#include <string_view>

#include "importing/hugo/shortcodes/shortcode_expander.hpp"

namespace stoppress::importing::hugo {

/// Where a shortcode is in the body.
enum class Position : std::uint8_t {
    block,    ///< alone on its line, or first on it
    inline_,  ///< inside a line of text
    address   ///< where the address of a link or picture is expected
};

struct Replacement {
    enum class Shape : std::uint8_t {
        text,     ///< Markdown inside a line
        block,    ///< one line of HTML
        content,  ///< Markdown of any length: the inner text, or text from parameters
        address   ///< only an address
    };
    Shape shape = Shape::text;
    std::string text;
    std::string before;        ///< for content: a line of HTML before it …
    std::string after;         ///< … and one after it
    bool keeps_inner = false;  ///< for content: the expanded inner text goes between `before` + `text` and `after`
    std::string note;          ///< empty: nothing was lost
};

/// The replacement of `tag`. `has_inner`: it has a closing tag. `inner`: the source between the two.
[[nodiscard]] Replacement replace_shortcode(const ShortcodeTag& tag, bool has_inner, std::string_view inner, Position position,
                                            const PageSurroundings& page);

}  // namespace stoppress::importing::hugo
