// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/index/parse_query.hpp"

#include <algorithm>
#include <array>

#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/utf8.h>

#include "search/index/terms.hpp"
#include "search/limits.hpp"
#include "search/text/words.hpp"

namespace stoppress::search {

namespace {

/// A part of what was typed: between two quotation marks, or outside of them.
struct TypedPart {
    std::string text;
    bool quoted = false;
};

bool is_quotation_mark(UChar32 c) {
    static constexpr std::array<UChar32, 16> kMarks{'"',    0x201C, 0x201D, 0x201E, 0x201F, 0x00AB, 0x00BB, 0x300C,
                                                    0x300D, 0x300E, 0x300F, 0xFF02, 0x2039, 0x203A, 0x301D, 0x301E};
    return std::ranges::find(kMarks, c) != kMarks.end();
}

bool is_hebrew(UChar32 c) {
    UErrorCode status = U_ZERO_ERROR;
    return c > 0 && uscript_getScript(c, &status) == USCRIPT_HEBREW && u_isalpha(c) != 0;
}

/// Cut at quotation marks of any language: whatever opens is closed by the next one. One that is alone counts as a
/// space. Between Hebrew letters it is part of an abbreviation, behind a digit the sign for inches.
std::vector<TypedPart> parts_of(std::string_view text) {
    std::vector<TypedPart> parts(1);
    const auto* const bytes = reinterpret_cast<const std::uint8_t*>(text.data());
    const auto size = static_cast<std::int32_t>(text.size());
    UChar32 before = 0;
    for (std::int32_t at = 0; at < size;) {
        const auto start = at;
        UChar32 c = 0;
        U8_NEXT(bytes, at, size, c);
        UChar32 next = 0;
        if (at < size) {
            auto peek = at;
            U8_NEXT(bytes, peek, size, next);
        }
        const bool part_of_word = c == '"' && ((is_hebrew(before) && is_hebrew(next)) || (u_isdigit(before) != 0 && !parts.back().quoted));
        if (c >= 0 && is_quotation_mark(c) && !part_of_word) {
            parts.push_back({.text = {}, .quoted = !parts.back().quoted});
        } else {
            parts.back().text.append(text.substr(static_cast<std::size_t>(start), static_cast<std::size_t>(at - start)));
        }
        before = c;
    }
    if (parts.back().quoted) {
        parts.back().quoted = false;  // never closed
    }
    return parts;
}

class Builder {
public:
    explicit Builder(const std::vector<std::string>& languages) : languages_(languages) {}

    void quoted(const std::string& text) {
        const auto words = take(words_of(text, {}));
        if (!words.empty()) {
            put(phrase(words));
        }
    }

    /// Words with operators between them.
    void plain(const std::string& text) {
        const auto words = take(words_of(text, {}));
        for (std::size_t i = 0; i < words.size();) {
            std::size_t end = i + 1;
            while (end < words.size() && words[end].adjacent) {
                ++end;
            }
            const auto written = std::string_view(text).substr(words[i].begin, words[i].end - words[i].begin);
            const bool last = end == words.size();
            if (end == i + 1 && written == "OR" && !parts_.empty() && !last) {
                either_ = true;
            } else if (end == i + 1 && written == "NOT" && !last) {
                without_ = true;
            } else if (!(end == i + 1 && written == "AND" && !parts_.empty() && !last)) {
                without_ = without_ || is_minus(text, words[i].begin);
                const std::vector<Word> run(words.begin() + static_cast<std::ptrdiff_t>(i),
                                            words.begin() + static_cast<std::ptrdiff_t>(end));
                put(run.size() == 1 ? one(run.front()) : phrase(run));
            }
            i = end;
        }
    }

    ParsedQuery take_query() {
        ParsedQuery parsed;
        if (!parts_.empty()) {
            parsed.query = Xapian::Query(Xapian::Query::OP_AND, parts_.begin(), parts_.end());
            if (!excluded_.empty()) {
                parsed.query = Xapian::Query(Xapian::Query::OP_AND_NOT, parsed.query,
                                             Xapian::Query(Xapian::Query::OP_OR, excluded_.begin(), excluded_.end()));
            }
        }
        parsed.words = std::move(found_by_);
        return parsed;
    }

private:
    /// At the start of a word: "-word", with a space or nothing before it.
    static bool is_minus(std::string_view text, std::size_t begin) {
        return begin > 0 && text[begin - 1] == '-' && (begin == 1 || text[begin - 2] == ' ');
    }

    std::vector<Word> take(std::vector<Word> words) {
        if (words.size() > kMaxQueryWords - taken_) {
            words.resize(kMaxQueryWords - taken_);
        }
        taken_ += words.size();
        return words;
    }

    /// The word, its stems in the languages of the index, and what stands for it where a non-joiner is.
    Xapian::Query one(const Word& word) {
        std::vector<Xapian::Query> forms{Xapian::Query(word.text)};
        for (const auto& language : languages_) {
            if (auto stem = stem_term(word.accented, language); !stem.empty()) {
                forms.emplace_back(std::move(stem));
            }
        }
        remember(word.text);
        Xapian::Query either(Xapian::Query::OP_SYNONYM, forms.begin(), forms.end());
        if (word.parts.size() < 2) {
            return either;
        }
        const Xapian::Query parted(Xapian::Query::OP_PHRASE, word.parts.begin(), word.parts.end(),
                                   static_cast<Xapian::termcount>(word.parts.size()));
        return {Xapian::Query::OP_OR, either, parted};
    }

    Xapian::Query phrase(const std::vector<Word>& words) {
        if (words.size() == 1) {
            remember(words.front().text);
            return Xapian::Query(words.front().text);
        }
        std::vector<std::string> terms;
        for (const auto& word : words) {
            terms.push_back(word.text);
            remember(word.text);
        }
        return {Xapian::Query::OP_PHRASE, terms.begin(), terms.end(), static_cast<Xapian::termcount>(terms.size())};
    }

    void put(Xapian::Query query) {
        if (without_) {
            excluded_.push_back(std::move(query));
        } else if (either_) {
            parts_.back() = Xapian::Query(Xapian::Query::OP_OR, parts_.back(), query);
        } else {
            parts_.push_back(std::move(query));
        }
        either_ = false;
        without_ = false;
    }

    void remember(const std::string& word) {
        if (!without_ && std::ranges::find(found_by_, word) == found_by_.end()) {
            found_by_.push_back(word);
        }
    }

    const std::vector<std::string>& languages_;
    std::vector<Xapian::Query> parts_;
    std::vector<Xapian::Query> excluded_;
    std::vector<std::string> found_by_;
    std::size_t taken_ = 0;
    bool either_ = false;
    bool without_ = false;
};

}  // namespace

ParsedQuery parse_query(std::string_view text, const std::vector<std::string>& languages) {
    Builder builder(languages);
    for (const auto& part : parts_of(text.substr(0, kMaxQueryBytes))) {
        if (part.quoted) {
            builder.quoted(part.text);
        } else {
            builder.plain(part.text);
        }
    }
    return builder.take_query();
}

}  // namespace stoppress::search
