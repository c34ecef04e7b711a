// SPDX-License-Identifier: GPL-3.0-or-later
// Parts of a story as HTML, for systems that keep some of a body as HTML.
// Thread: any; pure functions.
#pragma once

#include <string>

#include "document/document.hpp"
#include "store/editing/corrections.hpp"

namespace stoppress::exporting {

/// A block without its footnotes, and without a line end.
[[nodiscard]] std::string html_of(document::Block block);
/// Text with its marks and links, without an element around it.
[[nodiscard]] std::string html_of(const document::Inlines& inlines);
/// A caption with its credit behind it; empty if there is neither.
[[nodiscard]] std::string caption_html(document::Inlines caption, const document::Inlines& credit);
/// A paragraph with the date, for systems that have no place for corrections: readers must not lose them.
[[nodiscard]] std::string correction_html(const store::Correction& correction);

}  // namespace stoppress::exporting
