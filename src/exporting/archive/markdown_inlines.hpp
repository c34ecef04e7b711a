// SPDX-License-Identifier: GPL-3.0-or-later
// Text with marks and links as Markdown, in which nothing that the text has is taken for markup.
// Flow:   Inlines -> markdown_writer
// Thread: any; pure functions.
#pragma once

#include <string>
#include <string_view>

#include "document/document.hpp"

namespace stoppress::exporting {

/// Where the text stands: line breaks stay in a block; a heading and a cell are one line, and a cell's bars are escaped.
enum class MarkdownPlace : std::uint8_t { block, heading, cell };

[[nodiscard]] std::string markdown_inlines(const document::Inlines& inlines, MarkdownPlace place);
/// "(/path)", or with a title "(/path \"Title\")": the target of a link or picture.
[[nodiscard]] std::string markdown_target(std::string_view address, std::string_view title);
/// Text without marks, for a picture's alternative text.
[[nodiscard]] std::string markdown_text(std::string_view text, MarkdownPlace place);

}  // namespace stoppress::exporting
