// SPDX-License-Identifier: GPL-3.0-or-later
#include "story/text.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include <unicode/uchar.h>
#include <unicode/uloc.h>
#include <unicode/utf8.h>

#include "document/unicode.hpp"
#include "story/break_iterators.hpp"

namespace stoppress::story {

namespace {

constexpr std::string_view kEllipsis = "…";
constexpr std::size_t kContextBytes = 240;  // how far beyond a cut a dictionary must look to find the start of the word at the cut

/// Words per minute by language, for continuous text (Trauzettel-Klosinski and Dietz 2012, IReST); Thai by ICU's words.
constexpr std::array<std::pair<std::string_view, double>, 21> kWordsPerMinute{{
    {"ar", 138}, {"de", 179}, {"en", 228}, {"es", 218}, {"fa", 180}, {"fi", 161}, {"fr", 195},
    {"he", 187}, {"it", 188}, {"ja", 193}, {"nl", 202}, {"pl", 166}, {"pt", 181}, {"ru", 184},
    {"sl", 180}, {"sv", 199}, {"th", 200}, {"tr", 166}, {"uk", 184}, {"ur", 160}, {"zh", 158},
}};
constexpr double kUsualWordsPerMinute = 190;

/// Whether words in this character's script are written without spaces, so that only a dictionary finds them.
bool needs_dictionary(UChar32 c) {
    if (c < 0x0E00) {
        return false;
    }
    switch (u_getIntPropertyValue(c, UCHAR_LINE_BREAK)) {
        case U_LB_COMPLEX_CONTEXT:
        case U_LB_IDEOGRAPHIC:
        case U_LB_CONDITIONAL_JAPANESE_STARTER:
            return u_isalpha(c) != 0;
        default:
            return false;
    }
}

template <class Visit>
void for_each_character(std::string_view text, Visit visit) {
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
    const auto length = static_cast<std::int32_t>(text.size());
    for (std::int32_t at = 0; at < length;) {
        UChar32 c = 0;
        U8_NEXT(bytes, at, length, c);
        if (!visit(c)) {
            return;
        }
    }
}

bool any_needs_dictionary(std::string_view text) {
    bool found = false;
    for_each_character(text, [&found](UChar32 c) { return !(found = needs_dictionary(c)); });
    return found;
}

/// Collapses white space, including Unicode's, to single spaces and trims; at most as much of `text` as can
/// matter for `graphemes`.
std::string single_spaced(std::string_view text, std::size_t graphemes) {
    constexpr std::size_t kMostBytesPerCharacter = 64;  // longer clusters do not occur in words
    std::string line;
    // In ASCII each byte is a character, unless a combining mark follows the last.
    auto enough = std::min(text.size(), graphemes + kContextBytes);
    line.reserve(enough);
    bool space = false;
    for_each_character(text, [&](UChar32 c) {
        const bool ascii = c >= 0 && c < 0x80;
        if (ascii ? document::is_space(static_cast<char>(c)) || c == '\v' : c >= 0 && u_isUWhiteSpace(c) != 0 && c != 0xA0 && c != 0x202F) {
            space = !line.empty();
            return true;
        }
        if (space) {
            line += ' ';
            space = false;
        }
        if (ascii) {
            line += static_cast<char>(c);
        } else {
            document::append_utf8(line, c < 0 ? 0xFFFDU : static_cast<char32_t>(c));
            enough = graphemes * kMostBytesPerCharacter + kContextBytes;
        }
        return line.size() < enough;
    });
    return line;
}

/// The end of the first `graphemes` characters; more than the size if the text has no more than that.
std::size_t end_of_graphemes(std::string_view text, std::size_t graphemes) {
    if (text.size() <= graphemes) {
        return text.size() + 1;
    }
    if (is_ascii(text.substr(0, std::min(text.size(), graphemes + 1)))) {
        return graphemes;
    }
    Boundaries characters(UBRK_CHARACTER, {}, text);
    std::size_t position = 0;
    for (std::size_t i = 0; i < graphemes; ++i) {
        if (!characters.next(position)) {
            return text.size() + 1;
        }
    }
    return position == text.size() ? text.size() + 1 : position;
}

/// The last word end at or before `limit`; 0 if there is none.
std::size_t end_of_word(std::string_view text, std::string_view language, std::size_t limit) {
    const auto space = text.rfind(' ', limit);
    const auto word_start = space == std::string_view::npos ? 0 : space;
    if (is_ascii(text.substr(word_start, limit - word_start)) || !any_needs_dictionary(text.substr(word_start, limit - word_start))) {
        return word_start;
    }
    auto seen = std::min(text.size(), limit + kContextBytes);
    while (seen < text.size() && (static_cast<unsigned char>(text[seen]) & 0xC0U) == 0x80) {
        ++seen;
    }
    Boundaries words(UBRK_WORD, language, text.substr(0, seen));
    return words.at_or_before(limit);
}

/// Removes white space and punctuation of any script from the end, except closing marks: "He said, …" reads better as
/// "He said…".
std::string_view without_trailing_punctuation(std::string_view text) {
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
    auto end = static_cast<std::int32_t>(text.size());
    while (end > 0) {
        auto before = end;
        UChar32 c = 0;
        U8_PREV(bytes, 0, before, c);
        const auto type = u_charType(c);
        const bool separates = u_isUWhiteSpace(c) != 0 || u_hasBinaryProperty(c, UCHAR_TERMINAL_PUNCTUATION) != 0 || c == '/' ||
                               c == 0xA1 || c == 0xBF || c == 0x2026 || type == U_DASH_PUNCTUATION || type == U_START_PUNCTUATION ||
                               type == U_INITIAL_PUNCTUATION;
        if (!separates) {
            break;
        }
        end = before;
    }
    return text.substr(0, static_cast<std::size_t>(end));
}

std::size_t count_spaced_words(std::string_view text) {
    std::size_t words = 0;
    bool in_word = false;
    for_each_character(text, [&](UChar32 c) {
        if (c < 0x80 ? document::is_space(static_cast<char>(c)) : u_isUWhiteSpace(c) != 0) {
            in_word = false;
        } else if (!in_word && u_isalnum(c) != 0) {
            in_word = true;
            ++words;
        }
        return true;
    });
    return words;
}

std::size_t count_dictionary_words(std::string_view text, std::string_view language) {
    Boundaries boundaries(UBRK_WORD, language, text);
    std::size_t words = 0;
    for (std::size_t position = 0; boundaries.next(position);) {
        words += boundaries.was_word() ? 1U : 0U;
    }
    return words;
}

}  // namespace

bool is_ascii(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

std::string_view to_string(Direction direction) {
    return direction == Direction::right_to_left ? "rtl" : "ltr";
}

std::string teaser(std::string_view text, std::string_view language, std::size_t graphemes) {
    if (graphemes == 0) {
        return {};
    }
    auto line = single_spaced(text, graphemes);
    if (end_of_graphemes(line, graphemes) > line.size()) {
        return line;
    }
    const auto limit = end_of_graphemes(line, graphemes - 1);  // the mark counts as a character
    auto cut = without_trailing_punctuation(std::string_view{line}.substr(0, end_of_word(line, language, limit)));
    if (cut.empty()) {  // one endless word
        cut = std::string_view{line}.substr(0, limit);
    }
    line.resize(cut.size());
    line += kEllipsis;
    return line;
}

int reading_minutes(std::string_view text, std::string_view language) {
    const auto words = any_needs_dictionary(text) ? count_dictionary_words(text, language) : count_spaced_words(text);
    const auto* found =
        std::ranges::find(kWordsPerMinute, language.substr(0, language.find('-')), &std::pair<std::string_view, double>::first);
    const auto rate = found == kWordsPerMinute.end() ? kUsualWordsPerMinute : found->second;
    return std::max(1, static_cast<int>(static_cast<double>(words) / rate + 0.5));
}

Direction direction_of(std::string_view language) {
    std::string locale{language.substr(0, 64)};
    std::ranges::replace(locale, '-', '_');
    return uloc_isRightToLeft(locale.c_str()) != 0 ? Direction::right_to_left : Direction::left_to_right;
}

std::string canonical_language(std::string_view tag) {
    return document::canonical_tag(tag);
}

bool is_utf8(std::string_view text) {
    return document::is_utf8(text) && !text.contains('\0');
}

}  // namespace stoppress::story
