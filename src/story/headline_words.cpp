// SPDX-License-Identifier: GPL-3.0-or-later
#include "story/headline_words.hpp"

#include <algorithm>
#include <vector>

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>

#include "base/result.hpp"
#include "story/text.hpp"

namespace stoppress::story {

namespace {

const icu::Normalizer2& normalizer(const char* data, UNormalization2Mode mode) {
    UErrorCode status = U_ZERO_ERROR;
    const auto* found = icu::Normalizer2::getInstance(nullptr, data, mode, status);
    if (U_FAILURE(status) || found == nullptr) {
        base::die("ICU's data for normalisation is missing: install libicu of the version this program was built with");
    }
    return *found;
}

/// One of several letters that readers type for each other.
UChar32 usual_form(UChar32 c) {
    switch (c) {
        case 0x064A:  // Arabic yeh and alef maksura, for Persian yeh
        case 0x0649:
            return 0x06CC;
        case 0x0643:  // Arabic kaf, for Persian keheh
            return 0x06A9;
        case 0x0131:  // dotless i
            return 'i';
        default:
            return c;
    }
}

/// Scripts that are written without spaces: each character counts as a word, so that a search finds it anywhere.
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

bool is_mark(UChar32 c) {
    return (U_GET_GC_MASK(c) & U_GC_MN_MASK) != 0;
}

std::vector<std::string> ascii_words(std::string_view text) {
    std::vector<std::string> words;
    bool inside = false;
    for (const char c : text) {
        const bool upper = c >= 'A' && c <= 'Z';
        const bool letter = upper || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if (letter && !inside) {
            words.emplace_back();
        }
        if (letter) {
            words.back() += upper ? static_cast<char>(c - 'A' + 'a') : c;
        }
        // An apostrophe leaves no gap: "don't" is one word.
        inside = letter || (inside && c == '\'');
    }
    return words;
}

std::vector<std::string> folded_words(std::string_view text) {
    static const auto& fold = normalizer("nfkc_cf", UNORM2_COMPOSE);
    static const auto& decompose = normalizer("nfc", UNORM2_DECOMPOSE);
    UErrorCode status = U_ZERO_ERROR;
    const auto source = icu::UnicodeString::fromUTF8(icu::StringPiece{text.data(), static_cast<std::int32_t>(text.size())});
    const auto unicode = decompose.normalize(fold.normalize(source, status), status);
    std::vector<std::string> words;
    icu::UnicodeString word;
    const auto end_word = [&] {
        if (!word.isEmpty()) {
            word.toUTF8String(words.emplace_back());
            word.remove();
        }
    };
    for (std::int32_t i = 0; i < unicode.length(); i = unicode.moveIndex32(i, 1)) {
        const UChar32 c = usual_form(unicode.char32At(i));
        if (is_mark(c) || c == '\'' || c == 0x2019 || c == 0x200C) {
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

}  // namespace

std::string headline_words(std::string_view headline) {
    std::string all;
    for (const auto& word : words_of(headline)) {
        if (all.size() + 1 + word.size() > kMaxHeadlineWordsBytes) {
            break;
        }
        all += ' ';
        all += word;
    }
    return all.empty() ? " " : all;
}

SearchPatterns search_patterns(std::string_view query) {
    SearchPatterns patterns;
    patterns.fill("%");
    // Only letters and digits are left by now: none has a meaning for LIKE.
    const auto words = words_of(query);
    for (std::size_t i = 0; i < words.size(); ++i) {
        auto& pattern = patterns.at(std::min(i, patterns.size() - 1));
        pattern += ' ' + words[i] + '%';
    }
    return patterns;
}

}  // namespace stoppress::story
