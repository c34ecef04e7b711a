// SPDX-License-Identifier: GPL-3.0-or-later
#include "story/words/usual_letters.hpp"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

namespace stoppress::story {

UChar32 usual_form(UChar32 c) {
    switch (c) {
        case 0x064A:  // Arabic yeh and alef maksura, for Persian yeh
        case 0x0649:
            return 0x06CC;
        case 0x0643:  // Arabic kaf, for Persian keheh
            return 0x06A9;
        case 0x06D5:  // the rest of Arabic heh with hamza above, and other forms of heh
        case 0x06BE:
        case 0x06C1:
        case 0x0629:
            return 0x0647;
        case 0x0131:  // dotless i
            return 'i';
        default:
            break;
    }
    return c >= 0x80 && u_charType(c) == U_DECIMAL_DIGIT_NUMBER ? '0' + u_charDigitValue(c) : c;
}

bool is_word_by_itself(UChar32 c) {
    UErrorCode status = U_ZERO_ERROR;
    switch (uscript_getScript(c, &status)) {
        case USCRIPT_HAN:
        case USCRIPT_HIRAGANA:
        case USCRIPT_KATAKANA:
            return true;
        default:
            return false;
    }
}

}  // namespace stoppress::story
