// SPDX-License-Identifier: GPL-3.0-or-later
// What the letters of a story say of the language that it is shown in, where nobody named one. Thread-safe, no I/O.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "story/story.hpp"
#include "story/text.hpp"

namespace stoppress::story {

/// The direction that most letters of `text` have by Unicode's bidirectional classes; nothing where it has none, or as many of both.
[[nodiscard]] std::optional<Direction> direction_by_letters(std::string_view text);

/// The language that readers are told: `language`, which nobody named, unless it is the site's and the letters run in the other direction.
/// Then the language is not known, and the tag names the script alone: "und-Arab". A headline that mixes both directions is read together
/// with `rest`, the words that follow it.
[[nodiscard]] std::string language_by_letters(std::string_view headline, std::string_view rest, const std::string& language,
                                              std::string_view site_language);

/// The same of a story's words: a language that somebody named, or that its translations tell it by, holds as it is.
[[nodiscard]] std::string shown_language(const Content& content, std::string_view rest, std::string_view site_language);

/// The tag of an unknown language, of a script or not: no program should be told that a text is written in it.
[[nodiscard]] bool is_unknown_language(std::string_view language);

}  // namespace stoppress::story
