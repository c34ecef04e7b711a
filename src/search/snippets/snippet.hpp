// SPDX-License-Identifier: GPL-3.0-or-later
// The piece of a text that shows best why it was found.
// Thread: any; pure functions.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace stoppress::search {

struct Piece {
    std::string text;  ///< plain
    bool marked = false;
    friend bool operator==(const Piece&, const Piece&) = default;
};
using Snippet = std::vector<Piece>;

/// At most `graphemes` characters as a reader sees them, from word to word, around the most different words of `query`
/// (as parse_query understands it), which are marked; with "…" where text is left out. The beginning if none of them is in
/// the first kMaxSnippetText bytes. `language`: of the text, BCP 47.
[[nodiscard]] Snippet snippet_of(std::string_view text, std::string_view language, std::string_view query, std::size_t graphemes);

inline constexpr std::size_t kMaxSnippetText = 30'000;

}  // namespace stoppress::search
