// SPDX-License-Identifier: GPL-3.0-or-later
// The text of an entry as HTML with real paragraphs and figures: Blogger's editors write two line breaks for a paragraph, a table for a
// picture with a caption, and a small picture in a link to the large one.
// Flow:   AtomEntry -> entry_html() -> document::from_html
// Thread: any; pure functions.
#pragma once

#include <string>
#include <string_view>

namespace stoppress::importing::atom {

/// `plain`: it was written as plain text, where lines are lines.
[[nodiscard]] std::string entry_html(std::string_view html, bool plain);

}  // namespace stoppress::importing::atom
