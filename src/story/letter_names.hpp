// SPDX-License-Identifier: GPL-3.0-or-later
// Latin letters for scripts that ICU does not transliterate (Khmer, Lao, Tibetan, Cherokee …): by the names that Unicode gives their
// letters. "KHMER LETTER RO", "KHMER VOWEL SIGN AA" -> "raa". Readable, not a transliteration of any standard.
// Thread: any; a pure function of what was appended so far.
#pragma once

#include <string>

#include <unicode/umachine.h>

namespace stoppress::story {

/// Writes letters of such scripts one after another.
class LetterNames {
public:
    /// Appends what `letter` is called to `out`, in lower case. A sign that replaces the vowel that its consonant has by itself (a
    /// dependent vowel, a virama, a subjoined consonant) first removes that vowel from the end of `out`. False, and nothing done, where the
    /// name says nothing of a sound.
    bool append(UChar32 letter, std::string& out);
    /// Something else came between.
    void interrupt() { inherent_ = 0; }

private:
    std::size_t inherent_ = 0;  ///< letters at the end of `out` that are the last consonant's own vowel
};

}  // namespace stoppress::story
