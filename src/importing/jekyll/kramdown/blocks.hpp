// SPDX-License-Identifier: GPL-3.0-or-later
// Turns what only kramdown knows into Markdown that the document model reads: ids of headings and languages of code in attribute lists
// become theirs, other attribute lists, options, tables of contents and abbreviations are taken out, and Markdown inside of HTML blocks
// is set free.
// Flow:   MappedText -> with_kramdown_blocks() -> definitions -> document::from_markdown
// Thread: any; a pure function.
#pragma once

#include <vector>

#include "importing/report.hpp"
#include "importing/text/mapped_text.hpp"

namespace stoppress::importing::jekyll {

struct KramdownText {
    MappedText text;
    std::vector<Note> notes;
};

/// `hard_wrap`: each line's end is a break.
[[nodiscard]] KramdownText with_kramdown_blocks(const MappedText& markdown, bool hard_wrap);

}  // namespace stoppress::importing::jekyll
