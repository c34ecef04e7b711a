// SPDX-License-Identifier: GPL-3.0-or-later
// The table of how each HTML element is converted.
// Thread: any; a pure function.
#pragma once

#include <cstdint>

#include <gumbo.h>

namespace stoppress::document {

enum class HtmlKind : std::uint8_t {
    through,        ///< inline, without a meaning in the model: its content is kept
    through_block,  ///< the same for a block element
    reduced,        ///< its content is kept, and the reduction is reported
    reduced_block,
    left_out,  ///< removed with its content, and reported
    nothing,   ///< has no content that a reader sees; removed without a report
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
