// SPDX-License-Identifier: GPL-3.0-or-later
// The words of a text, in the form in which the search compares them.
// Thread: any; pure functions.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace stoppress::search {

/// A word as it is compared: without case, accents of Latin, Greek and Cyrillic letters, and vowel points; one spelling
/// of letters that look alike; ASCII digits. "L’Hôpital" is "hopital", "U.S." is "us", "۱٬۴۰۵" is "1405".
struct Word {
    std::string text;                ///< at most kMaxTermBytes
    std::string accented{};          ///< the same with its accents, which stemmers need
    std::vector<std::string> parts;  ///< of a word with zero-width non-joiners: what is between them; else empty
    std::size_t begin = 0;           ///< bytes of the original text
    std::size_t end = 0;
    /// No white space is between this word and the one before: they are parts of one, as in "covid-19", or the script
    /// has no spaces.
    bool adjacent = false;
};

/// Words are cut by ICU's rules for `language` (BCP 47; Thai, Khmer and others by dictionary). Each Han, Hiragana or
/// Katakana character is a word. What has no letter or digit is none.
[[nodiscard]] std::vector<Word> words_of(std::string_view text, std::string_view language);

/// A single word, or the stem of one, in the form of Word::text.
[[nodiscard]] std::string folded_word(std::string_view word);

}  // namespace stoppress::search
