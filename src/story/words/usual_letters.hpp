// SPDX-License-Identifier: GPL-3.0-or-later
// One form for letters and digits that readers type for each other.
// Thread: any; a pure function.
#pragma once

#include <unicode/umachine.h>

namespace stoppress::story {

/// Arabic yeh, kaf and forms of heh become the Persian ones, dotless i an i, and digits of all scripts ASCII digits.
/// Any other character is returned as it is. For text that was case-folded and decomposed before.
[[nodiscard]] UChar32 usual_form(UChar32 c);

/// Han, Hiragana and Katakana, written without spaces: each character counts as a word, so that a search finds it
/// anywhere.
[[nodiscard]] bool is_word_by_itself(UChar32 c);

}  // namespace stoppress::story
