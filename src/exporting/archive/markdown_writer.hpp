// SPDX-License-Identifier: GPL-3.0-or-later
// A body as Markdown: CommonMark with tables, strikethrough and footnotes, as Hugo reads it. What Markdown has no form for is written as
// the nearest that it has: pictures of a gallery one by one, an embed as a link, subscript as HTML.
// Flow:   Document -> Markdown, for people and other programs
// Thread: any; a pure function.
#pragma once

#include <string>

#include "document/document.hpp"

namespace stoppress::exporting {

/// Ends with a newline, unless it is empty.
[[nodiscard]] std::string to_markdown(const document::Document& document);

}  // namespace stoppress::exporting
