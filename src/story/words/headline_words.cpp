// SPDX-License-Identifier: GPL-3.0-or-later
#include "story/words/headline_words.hpp"

#include <algorithm>
#include <vector>

#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include "base/text/ascii.hpp"
#include "story/text.hpp"
#include "story/words/normalizer.hpp"
#include "story/words/usual_letters.hpp"

namespace stoppress::story {

namespace {

/// Marks a zero-width non-joiner inside a word: readers type a space there, or nothing.
constexpr char kParting = '\x1F';

bool is_mark(UChar32 c) {
    return (U_GET_GC_MASK(c) & U_GC_MN_MASK) != 0;
}

std::vector<std::string> ascii_words(std::string_view text) {
    std::vector<std::string> words;
    bool inside = false;
    for (const char c : text) {
        const bool letter = base::is_ascii_letter(c) || base::is_ascii_digit(c);
        if (letter && !inside) {
            words.emplace_back();
        }
        if (letter) {
            words.back() += base::ascii_lower(c);
        }
        // An apostrophe leaves no gap: "don't" is one word.
        inside = letter || (inside && c == '\'');
    }
    return words;
}

/// Between two digits: "۱٬۴۰۵" is one number.
bool is_thousands_separator(UChar32 c) {
    return c == 0x066C;
}

/// Words in the form for comparison; those with a non-joiner have kParting inside.
std::vector<std::string> folded_words(std::string_view text) {
    static const auto& fold = normalizer("nfkc_cf", UNORM2_COMPOSE);
    static const auto& decompose = normalizer("nfc", UNORM2_DECOMPOSE);
    UErrorCode status = U_ZERO_ERROR;
    auto source = icu::UnicodeString::fromUTF8(icu::StringPiece{text.data(), static_cast<std::int32_t>(text.size())});
    source.findAndReplace(icu::UnicodeString{static_cast<char16_t>(0x200C)}, icu::UnicodeString{static_cast<char16_t>(kParting)});
    const auto unicode = decompose.normalize(fold.normalize(source, status), status);
    std::vector<std::string> words;
    icu::UnicodeString word;
    const auto end_word = [&] {
        while (word.endsWith(icu::UnicodeString{static_cast<char16_t>(kParting)})) {
            word.truncate(word.length() - 1);
        }
        if (!word.isEmpty()) {
            word.toUTF8String(words.emplace_back());
            word.remove();
        }
    };
    for (std::int32_t i = 0; i < unicode.length(); i = unicode.moveIndex32(i, 1)) {
        const UChar32 c = usual_form(unicode.char32At(i));
        if (is_mark(c) || c == '\'' || c == 0x2019) {
            continue;
        }
        const auto next = i + 1 < unicode.length() ? unicode.char32At(i + 1) : 0;
        if (is_thousands_separator(c) && !word.isEmpty() && u_isdigit(word.char32At(word.length() - 1)) != 0 && u_isdigit(next) != 0) {
            continue;
        }
        if (c == kParting) {
            if (!word.isEmpty() && word.charAt(word.length() - 1) != kParting) {
                word.append(c);
            }
            continue;
        }
        const bool alone = is_word_by_itself(c);
        if (alone || (u_isalnum(c) == 0 && u_isUAlphabetic(c) == 0)) {
            end_word();
        }
        if (alone || u_isalnum(c) != 0 || u_isUAlphabetic(c) != 0) {
            word.append(c);
        }
        if (alone) {
            end_word();
        }
    }
    end_word();
    return words;
}

std::vector<std::string> words_of(std::string_view text) {
    return is_ascii(text) ? ascii_words(text) : folded_words(text);
}

/// Appends the words of the text, each after a space, as long as `all` stays within `limit` bytes.
void add_words(std::string_view text, std::size_t limit, std::string& all) {
    for (auto word : words_of(text)) {
        // A word with a non-joiner, and each part after one, so that it is also found by its second part.
        std::size_t parting = 0;
        while (parting != std::string::npos) {
            parting = word.find(kParting);
            auto whole = word;
            std::erase(whole, kParting);
            if (all.size() + 1 + whole.size() > limit) {
                return;
            }
            all += ' ' + whole;
            word.erase(0, parting == std::string::npos ? parting : parting + 1);
        }
    }
}

/// Counts UTF-8's leading bytes.
std::size_t length_of(std::string_view word) {
    return static_cast<std::size_t>(std::ranges::count_if(word, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

}  // namespace

std::string headline_words(std::string_view headline, std::string_view standfirst) {
    std::string all;
    add_words(headline, kMaxHeadlineWordsBytes, all);
    add_words(standfirst, kMaxFoundBy, all);
    return all.empty() ? " " : all;
}

SearchPatterns search_patterns(std::string_view query) {
    SearchPatterns patterns;
    patterns.fill("%");
    // Only letters and digits are left, none of which is special for LIKE. At a non-joiner the headline may have a
    // space, a non-joiner or nothing.
    auto words = words_of(query);
    for (std::size_t i = 0; i < words.size(); ++i) {
        auto& pattern = patterns.at(std::min(i, patterns.size() - 1));
        if (length_of(words[i]) < kMinInside) {
            pattern += ' ';
        }
        std::ranges::replace(words[i], kParting, '%');
        pattern += words[i] + '%';
    }
    return patterns;
}

}  // namespace stoppress::story
