// SPDX-License-Identifier: GPL-3.0-or-later
// Definition lists, an extension of Markdown that Hugo reads (goldmark's, after PHP Markdown Extra): a term, and below it ": its meaning".
// Thread: any; pure functions.
#pragma once

#include "importing/text/mapped_text.hpp"

namespace stoppress::importing::hugo {

/// The text with the terms of definition lists as paragraphs of their own in bold, and their meanings as the paragraphs below.
[[nodiscard]] MappedText with_definitions(const MappedText& markdown);

}  // namespace stoppress::importing::hugo
