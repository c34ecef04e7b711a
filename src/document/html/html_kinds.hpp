// SPDX-License-Identifier: GPL-3.0-or-later
// What becomes of each HTML element: the one table of it.
#pragma once

#include <cstdint>

#include <gumbo.h>

namespace stoppress::document {

enum class HtmlKind : std::uint8_t {
    through,        ///< in a line of text, without a meaning that the model holds or would miss: its content
    through_block,  ///< the same between paragraphs
    reduced,        ///< its content, and said
    reduced_block,
    left_out,  ///< with its content, and said
    nothing,   ///< has no content that a reader sees
    strong,
    emphasis,
    strikethrough,
    code,
    subscript,
    superscript,
    quotation,
    line_break,
    rule,
    link,
    paragraph,
    heading,
    list,
    quote,
    preformatted,
    table,
    image,
    figure,
    figure_caption,
    frame,
    media,
    checkbox,
    description_term
};

[[nodiscard]] HtmlKind kind_of(GumboTag tag);

}  // namespace stoppress::document
