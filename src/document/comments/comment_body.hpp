// SPDX-License-Identifier: GPL-3.0-or-later
// The body of a comment that a visitor wrote: a document with less in it, and markup that vouches for none of its links.
// Flow:   importing -> from_html -> reduce_to_comment -> store -> reader -> comment_html
// Thread: any; pure functions.
#pragma once

#include "document/document.hpp"
#include "document/html.hpp"

namespace stoppress::document {

/// Leaves paragraphs, lists, quotes and code. Headings and tables become paragraphs, embeds links, pictures their alternative texts; recordings and
/// footnotes are removed, as are links that lead to no page (mailto:). Each outermost block takes its direction from its own text. The result is
/// normalised.
void reduce_to_comment(Document& document);

/// Like to_html() of convert.hpp; links to other sites have rel="nofollow ugc noopener", as search engines ask for what visitors wrote.
[[nodiscard]] Html comment_html(const Document& document);

}  // namespace stoppress::document
