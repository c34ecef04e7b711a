// SPDX-License-Identifier: GPL-3.0-or-later
// What single shortcodes stand for, by name: Hugo's own, and those that many sites have. One function a kind, no state.
// Flow: ShortcodeTag, inner text -> Replacement -> expander
#pragma once

#include <string>
#include <string_view>

#include "importing/hugo/shortcode_expander.hpp"

namespace stoppress::importing::hugo {

/// Where in the body a shortcode stands.
enum class Position : std::uint8_t {
    block,    ///< alone on its line, or first on it
    inline_,  ///< within a line of text
    address   ///< where a link's or picture's address is expected
};

struct Replacement {
    enum class Shape : std::uint8_t {
        text,     ///< Markdown inside a line
        block,    ///< one line of HTML that stands by itself
        content,  ///< Markdown of any length: what stood inside, or text that parameters carried
        address   ///< an address alone
    };
    Shape shape = Shape::text;
    std::string text;
    std::string before;        ///< of content: a line of HTML before it …
    std::string after;         ///< … and one after it
    bool keeps_inner = false;  ///< of content: the expanded inner text goes between `before` + `text` and `after`
    std::string note;          ///< empty: nothing was lost
};

/// What `tag` stands for. `has_inner`: it has a closing tag. `inner`: the source between the two.
[[nodiscard]] Replacement replace_shortcode(const ShortcodeTag& tag, bool has_inner, std::string_view inner, Position position,
                                            const PageSurroundings& page);

}  // namespace stoppress::importing::hugo
