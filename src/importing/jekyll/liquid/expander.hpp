// SPDX-License-Identifier: GPL-3.0-or-later
// Replaces Liquid in a body by Markdown and HTML: values, references, code, pictures, embeds. Of what would have to be run, such as a loop
// over posts, the text stays, with a note.
// Flow:   body, LiquidPiece -> MappedText -> kramdown's blocks
// Thread: any.
#pragma once

#include <string_view>
#include <variant>
#include <vector>

#include "importing/jekyll/liquid/tags.hpp"
#include "importing/report.hpp"
#include "importing/text/mapped_text.hpp"
#include "importing/values/value.hpp"

namespace stoppress::importing::jekyll {

struct LiquidText {
    MappedText text;
    std::vector<Note> notes;  ///< each text once
};

/// Fails if tags are nested too deeply, or the body grows beyond kMaxExpandedBytes.
[[nodiscard]] std::variant<LiquidText, ReadFailure> expand_liquid(std::string_view body, std::size_t first_line,
                                                                  const LiquidSurroundings& page);

/// What a page lists by a loop or page by page, "posts", "tags", "categories" or "authors": the page is a list, not a text; empty: it lists nothing.
[[nodiscard]] std::string_view listed_by_loop(std::string_view body);

}  // namespace stoppress::importing::jekyll
