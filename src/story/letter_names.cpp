// SPDX-License-Identifier: GPL-3.0-or-later
#include "story/letter_names.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

#include <unicode/uchar.h>

#include "document/unicode.hpp"

namespace stoppress::story {

namespace {

/// The sound in a character's name, in lower case: "ro" for "KHMER LETTER RO", "e" for "LATIN SMALL LETTER TURNED E
/// WITH ACUTE".
std::string sound_of(UChar32 letter) {
    std::array<char, 128> buffer{};
    UErrorCode status = U_ZERO_ERROR;
    const auto length = u_charName(letter, U_UNICODE_CHAR_NAME, buffer.data(), static_cast<std::int32_t>(buffer.size()), &status);
    if (U_FAILURE(status) || length <= 0) {
        return {};
    }
    std::string_view name{buffer.data(), static_cast<std::size_t>(length)};
    name = name.substr(0, name.find(" WITH "));
    std::optional<std::string_view> said;
    for (const std::string_view kind : {"LETTER ", "VOWEL SIGN ", "VOWEL ", "SYLLABLE ", "SYLLABICS "}) {
        if (const auto at = name.find(kind); at != std::string_view::npos) {
            said = name.substr(at + kind.size());
            break;
        }
    }
    if (!said) {
        return {};
    }
    // Names of Latin letters put descriptions before the sound, those of other scripts after it: "KHO SUNG".
    const auto word = name.starts_with("LATIN") ? said->substr(said->rfind(' ') + 1) : said->substr(0, said->find(' '));
    std::string sound;
    for (const char c : word) {
        if (const auto lower = document::ascii_lower(c); lower >= 'a' && lower <= 'z') {
            sound += lower;
        }
    }
    // Names of Tifinagh letters have a frame around their sound: "YAT", "YI".
    if (name.starts_with("TIFINAGH") && sound.size() > 1 && sound.front() == 'y') {
        sound.erase(0, sound.size() > 2 && sound[1] == 'a' ? 2 : 1);
    }
    return sound;
}

bool is_vowel(char c) {
    return std::string_view{"aeiou"}.contains(c);
}

/// How many letters at the end are a vowel after a consonant.
std::size_t inherent_vowel(std::string_view sound) {
    std::size_t vowels = 0;
    while (vowels < sound.size() && is_vowel(sound[sound.size() - 1 - vowels])) {
        ++vowels;
    }
    return vowels == sound.size() ? 0 : vowels;
}

}  // namespace

bool LetterNames::append(UChar32 letter, std::string& out) {
    const auto kind = u_getIntPropertyValue(letter, UCHAR_INDIC_SYLLABIC_CATEGORY);
    const auto drop_vowel = [&] {
        out.resize(out.size() - std::min(inherent_, out.size()));
        inherent_ = 0;
    };
    switch (kind) {
        case U_INSC_VIRAMA:
        case U_INSC_PURE_KILLER:
        case U_INSC_INVISIBLE_STACKER:
            drop_vowel();
            return true;
        case U_INSC_BINDU:
            out += 'm';
            inherent_ = 0;
            return true;
        case U_INSC_VISARGA:
            out += 'h';
            inherent_ = 0;
            return true;
        default:
            break;
    }
    const auto sound = sound_of(letter);
    if (sound.empty()) {
        return false;
    }
    const bool is_mark = (U_GET_GC_MASK(letter) & U_GC_M_MASK) != 0;
    if (kind == U_INSC_VOWEL_DEPENDENT || kind == U_INSC_CONSONANT_SUBJOINED || is_mark) {
        drop_vowel();
    }
    out += sound;
    inherent_ = kind == U_INSC_VOWEL_DEPENDENT ? 0 : inherent_vowel(sound);
    if (ublock_getCode(letter) == UBLOCK_LAO && kind == U_INSC_CONSONANT) {
        // Lao writes all its vowels.
        drop_vowel();
    }
    return true;
}

}  // namespace stoppress::story
