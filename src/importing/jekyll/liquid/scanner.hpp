// SPDX-License-Identifier: GPL-3.0-or-later
// Cuts a text at Liquid's tags, {% name … %}, and outputs, {{ … }}, as Liquid 5.4 does. Does not interpret them.
// Flow:   body -> LiquidPiece -> expander
// Thread: any; pure functions.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace stoppress::importing::jekyll {

struct LiquidPiece {
    enum class Kind : std::uint8_t { text, output, tag };
    Kind kind = Kind::text;
    std::string_view text;    ///< of a text: itself, without what "-%}" and "{%-" beside it take away; else what is between the braces
    std::string_view name;    ///< of a tag: "include"
    std::string_view markup;  ///< of a tag: what follows its name
    std::size_t begin = 0;    ///< offset in the body
    std::size_t line = 0;
};

/// All pieces of `body` in order; `first_line` is the file's line on which it begins. What is inside {% raw %} is one piece of text, what is
/// inside {% comment %} none. An opening that does not end is text. Fewer than `limit` tags and outputs: what follows is text.
[[nodiscard]] std::vector<LiquidPiece> scan_liquid(std::string_view body, std::size_t first_line, std::size_t limit);

/// A tag's markup as words: 'a "b c" d=e' is "", "a"; "", "b c"; "d", "e". Quoted words are without their quotation marks.
struct LiquidWord {
    std::string_view key;  ///< empty: positional
    std::string_view value;
    bool quoted = false;
};
[[nodiscard]] std::vector<LiquidWord> words_of_markup(std::string_view markup);

/// Parts of `text` between separators outside of quotation marks.
[[nodiscard]] std::vector<std::string_view> split_outside_quotes(std::string_view text, char separator);

}  // namespace stoppress::importing::jekyll
