// SPDX-License-Identifier: GPL-3.0-or-later
// Guesses the direction and language of a story from its letters if nobody named a language.
// Thread: any; pure functions, no I/O.
#pragma once

#include <string>
#include <string_view>

#include "story/story.hpp"
#include "story/text.hpp"

namespace stoppress::story {

/// The language shown to readers. It is `language` (which nobody named), unless that is the site's and the letters run
/// in the other direction: then the language is unknown and the tag names only the script, "und-Arab". If the headline
/// mixes both directions, `rest`, the text after it, is examined too.
[[nodiscard]] std::string language_by_letters(std::string_view headline, std::string_view rest, const std::string& language,
                                              std::string_view site_language);

/// The same for a story. A language that somebody named, or that distinguishes it from its
/// translations, is returned unchanged.
[[nodiscard]] std::string shown_language(const Content& content, std::string_view rest, std::string_view site_language);

/// Whether the tag stands for an unknown language, with or without a script. Programs must not be told that a text is
/// in it.
[[nodiscard]] bool is_unknown_language(std::string_view language);

}  // namespace stoppress::story
