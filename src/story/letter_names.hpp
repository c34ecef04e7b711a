// SPDX-License-Identifier: GPL-3.0-or-later
// Latin letters for scripts that ICU does not transliterate (Khmer, Lao, Tibetan, Cherokee …), taken from
// Unicode's character names: "KHMER LETTER RO", "KHMER VOWEL SIGN AA" -> "raa". Readable, but not a
// transliteration by any standard.
// Thread: any; each object is used by one thread at a time.
#pragma once

#include <string>

#include <unicode/umachine.h>

namespace stoppress::story {

/// Transliterates letters of such scripts one after another.
class LetterNames {
public:
    /// Appends the sound of `letter` to `out`, in lower case. A sign that replaces a consonant's inherent vowel (a
    /// dependent vowel, a virama, a subjoined consonant) first removes that vowel from the end of `out`. False, and
    /// `out` unchanged, if the character's name does not describe a sound.
    bool append(UChar32 letter, std::string& out);
    /// Call it when another character comes in between.
    void interrupt() { inherent_ = 0; }

private:
    std::size_t inherent_ = 0;  ///< bytes at the end of `out` that are the last consonant's inherent vowel
};

}  // namespace stoppress::story
