// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/text/words.hpp"

#include <algorithm>
#include <array>

#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>
#include <unicode/utf8.h>

#include "base/text/ascii.hpp"
#include "search/limits.hpp"
#include "story/break_iterators.hpp"
#include "story/words/normalizer.hpp"
#include "story/words/usual_letters.hpp"

namespace stoppress::search {

namespace {

constexpr UChar32 kNonJoiner = 0x200C;
constexpr UChar32 kTatweel = 0x0640;
constexpr UChar32 kAlefWasla = 0x0671;
constexpr UChar32 kAlef = 0x0627;
constexpr UChar32 kBreve = 0x0306;
constexpr UChar32 kCyrillicI = 0x0438;

icu::UnicodeString unicode(std::string_view text) {
    return icu::UnicodeString::fromUTF8(icu::StringPiece{text.data(), static_cast<std::int32_t>(text.size())});
}

/// Without case and compatibility forms; accents stay.
icu::UnicodeString case_folded(const icu::UnicodeString& text) {
    static const auto& fold = story::normalizer("nfkc_cf", UNORM2_COMPOSE);
    UErrorCode status = U_ZERO_ERROR;
    return fold.normalize(text, status);
}

/// Whether a mark above or below such a letter is an accent or vowel point that readers leave out. In other scripts
/// (Thai, Devanagari …) marks are vowels.
bool has_accents(UChar32 letter) {
    UErrorCode status = U_ZERO_ERROR;
    switch (uscript_getScript(letter, &status)) {
        case USCRIPT_LATIN:
        case USCRIPT_GREEK:
        case USCRIPT_CYRILLIC:
        case USCRIPT_ARABIC:
        case USCRIPT_HEBREW:
            return true;
        default:
            return false;
    }
}

bool is_mark(UChar32 c) {
    return (U_GET_GC_MASK(c) & U_GC_MN_MASK) != 0;
}

icu::UnicodeString unaccented(const icu::UnicodeString& text) {
    static const auto& decompose = story::normalizer("nfc", UNORM2_DECOMPOSE);
    static const auto& compose = story::normalizer("nfc", UNORM2_COMPOSE);
    UErrorCode status = U_ZERO_ERROR;
    const auto source = decompose.normalize(text, status);
    icu::UnicodeString kept;
    UChar32 letter = 0;
    for (std::int32_t i = 0; i < source.length(); i = source.moveIndex32(i, 1)) {
        const UChar32 c = source.char32At(i);
        if (is_mark(c)) {
            // Cyrillic short i is a letter of its own.
            if (has_accents(letter) && !(letter == kCyrillicI && c == kBreve)) {
                continue;
            }
        } else {
            letter = c;
        }
        if (c != kTatweel) {
            kept.append(c == kAlefWasla ? kAlef : story::usual_form(c));
        }
    }
    return compose.normalize(kept, status);
}

/// At most kMaxTermBytes, whole characters.
std::string term_of(const icu::UnicodeString& text) {
    std::string term;
    text.toUTF8String(term);
    if (term.size() > kMaxTermBytes) {
        std::int32_t end = kMaxTermBytes;
        U8_SET_CP_START(reinterpret_cast<const std::uint8_t*>(term.data()), 0, end);
        term.resize(static_cast<std::size_t>(end));
    }
    return term;
}

bool is_apostrophe(UChar32 c) {
    return c == '\'' || c == 0x2019 || c == 0x02BC || c == 0xFF07;
}

/// What French, Italian and Catalan write before another word, with an apostrophe.
bool is_elided(const icu::UnicodeString& word) {
    static constexpr std::array<std::string_view, 16> kElided{"l",  "d",     "j",      "m",      "n",    "s",   "t",    "c",
                                                              "qu", "jusqu", "lorsqu", "puisqu", "dell", "all", "nell", "sull"};
    std::string text;
    word.toUTF8String(text);
    return std::ranges::find(kElided, text) != kElided.end() || text == "un" || text == "quest" || text == "quell";
}

/// "L’hôpital" is "hôpital", "city's" is "city", "don't" is "dont". Quotation marks inside a word (Hebrew abbreviations)
/// go as well.
icu::UnicodeString without_apostrophes(const icu::UnicodeString& word) {
    icu::UnicodeString rest;
    for (std::int32_t i = 0; i < word.length(); i = word.moveIndex32(i, 1)) {
        const UChar32 c = word.char32At(i);
        if (is_apostrophe(c)) {
            if (is_elided(rest)) {
                rest.remove();
            } else if (i + 2 == word.length() && word.charAt(i + 1) == 's') {
                break;
            }
        } else if (c != '"' && c != 0x05F4 && c != 0x05F3) {
            rest.append(c);
        }
    }
    return rest;
}

bool is_digit(const icu::UnicodeString& text, std::int32_t at) {
    return at >= 0 && at < text.length() && u_isdigit(text.char32At(at)) != 0;
}

/// Separators of thousands go, a decimal comma of Persian and Arabic becomes a point.
icu::UnicodeString plain_number(const icu::UnicodeString& text) {
    icu::UnicodeString plain;
    for (std::int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
        const UChar32 c = text.char32At(i);
        const bool between = is_digit(text, i - 1) && is_digit(text, i + 1);
        const bool thousand = (c == ',' && is_digit(text, i + 3) && !is_digit(text, i + 4)) || c == 0x066C;
        if (!between || !thousand) {
            plain.append(between && c == 0x066B ? UChar32{'.'} : c);
        }
    }
    return plain;
}

/// "U.S" and "ج.ا": single letters between points are one word; points between digits stay; other points part words.
std::vector<icu::UnicodeString> parted_at_points(const icu::UnicodeString& word) {
    std::vector<icu::UnicodeString> pieces(1);
    bool single = true;
    for (std::int32_t i = 0; i < word.length(); i = word.moveIndex32(i, 1)) {
        const UChar32 c = word.char32At(i);
        if (c == '.' && !(is_digit(word, i - 1) && is_digit(word, i + 1))) {
            pieces.emplace_back();
        } else {
            pieces.back().append(c);
            single = single && pieces.back().countChar32() <= 2;
        }
    }
    if (pieces.size() == 1 || !single) {
        return pieces;
    }
    icu::UnicodeString joined;
    for (const auto& piece : pieces) {
        joined.append(piece);
    }
    return {joined};
}

/// Of ASCII letters and digits alone, as most words of Latin scripts are, without the work of ICU; else empty.
std::string plain_word(std::string_view text) {
    if (text.size() > kMaxTermBytes ||
        !std::ranges::all_of(text, [](char c) { return base::is_ascii_letter(c) || base::is_ascii_digit(c); })) {
        return {};
    }
    std::string plain(text);
    std::ranges::transform(plain, plain.begin(), [](char c) { return base::ascii_lower(c); });
    return plain;
}

bool has_space(std::string_view text) {
    if (text == " ") {
        return true;
    }
    const auto* const bytes = reinterpret_cast<const std::uint8_t*>(text.data());
    const auto size = static_cast<std::int32_t>(text.size());
    for (std::int32_t at = 0; at < size;) {
        UChar32 c = 0;
        U8_NEXT(bytes, at, size, c);
        if (c < 0 || u_isUWhiteSpace(c) != 0 || c == '"' || c == '(' || c == ')') {
            return true;
        }
    }
    return false;
}

class Collector {
public:
    explicit Collector(std::string_view text) : text_(text) {}

    /// What ICU takes for one word.
    void segment(std::size_t begin, std::size_t end) {
        // '_' joins words for ICU, as in "#two_words".
        while (begin < end) {
            const auto stop = std::min(text_.find('_', begin), end);
            if (stop > begin) {
                word_or_signs(begin, stop);
            }
            begin = stop + 1;
        }
    }
    std::vector<Word> take() { return std::move(words_); }

private:
    void word_or_signs(std::size_t begin, std::size_t end) {
        const auto part = text_.substr(begin, end - begin);
        const auto* const bytes = reinterpret_cast<const std::uint8_t*>(part.data());
        const auto size = static_cast<std::int32_t>(part.size());
        std::int32_t from = 0;
        std::int32_t at = 0;
        const auto flush = [&](std::int32_t until) {
            if (until > from) {
                word(begin + static_cast<std::size_t>(from), begin + static_cast<std::size_t>(until));
            }
        };
        while (at < size) {
            const auto start = at;
            UChar32 c = 0;
            U8_NEXT(bytes, at, size, c);
            if (c >= 0 && story::is_word_by_itself(c)) {
                flush(start);
                word(begin + static_cast<std::size_t>(start), begin + static_cast<std::size_t>(at));
                from = at;
            }
        }
        flush(size);
    }

    void word(std::size_t begin, std::size_t end) {
        if (const auto plain = plain_word(text_.substr(begin, end - begin)); !plain.empty()) {
            put({.text = plain, .accented = plain, .parts = {}, .begin = begin, .end = end});
            return;
        }
        const auto source = unicode(text_.substr(begin, end - begin));
        std::vector<icu::UnicodeString> between;
        icu::UnicodeString whole;
        std::int32_t from = 0;
        for (std::int32_t at = source.indexOf(kNonJoiner); from <= source.length(); at = source.indexOf(kNonJoiner, from)) {
            const auto stop = at < 0 ? source.length() : at;
            if (stop > from) {
                between.emplace_back(source, from, stop - from);
                whole.append(between.back());
            }
            from = stop + 1;
        }
        for (const auto& piece : parted_at_points(plain_number(without_apostrophes(case_folded(whole))))) {
            add(piece, begin, end);
        }
        if (between.size() > 1 && !words_.empty() && words_.back().begin == begin) {
            for (const auto& part : between) {
                auto folded = term_of(unaccented(case_folded(part)));
                if (!folded.empty()) {
                    words_.back().parts.push_back(std::move(folded));
                }
            }
        }
    }

    void add(const icu::UnicodeString& accented, std::size_t begin, std::size_t end) {
        Word made;
        made.text = term_of(unaccented(accented));
        made.accented = term_of(accented);
        made.begin = begin;
        made.end = end;
        if (!made.text.empty()) {
            put(std::move(made));
        }
    }

    void put(Word made) {
        made.adjacent =
            !words_.empty() && !has_space(text_.substr(words_.back().end, made.begin - std::min(made.begin, words_.back().end)));
        words_.push_back(std::move(made));
    }

    std::string_view text_;
    std::vector<Word> words_;
};

}  // namespace

std::vector<Word> words_of(std::string_view text, std::string_view language) {
    Collector words(text);
    story::Boundaries boundaries(UBRK_WORD, language, text);
    std::size_t begin = 0;
    std::size_t end = 0;
    while (boundaries.next(end)) {
        if (boundaries.was_word()) {
            words.segment(begin, end);
        }
        begin = end;
    }
    return words.take();
}

std::string folded_word(std::string_view word) {
    if (auto plain = plain_word(word); !plain.empty()) {
        return plain;
    }
    return term_of(unaccented(case_folded(unicode(word))));
}

}  // namespace stoppress::search
