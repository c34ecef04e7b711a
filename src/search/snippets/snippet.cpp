// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/snippets/snippet.hpp"

#include <algorithm>
#include <set>

#include <unicode/utf8.h>

#include "search/index/parse_query.hpp"
#include "search/index/terms.hpp"
#include "search/text/words.hpp"
#include "story/break_iterators.hpp"

namespace stoppress::search {

namespace {

constexpr std::string_view kLeftOut = "…";

/// A word of the text that somebody looked for.
struct Hit {
    std::size_t begin = 0;
    std::size_t end = 0;
    std::string form;  ///< by which two hits count as the same
};

std::string_view whole_characters(std::string_view text, std::size_t most) {
    if (text.size() <= most) {
        return text;
    }
    auto end = static_cast<std::int32_t>(most);
    U8_SET_CP_START(reinterpret_cast<const std::uint8_t*>(text.data()), 0, end);
    return text.substr(0, static_cast<std::size_t>(end));
}

std::vector<Hit> hits_in(const std::vector<Word>& words, std::string_view language, std::string_view query) {
    const auto wanted = parse_query(query, {}).words;
    const std::set<std::string> texts(wanted.begin(), wanted.end());
    std::set<std::string> stems;
    for (const auto& word : words_of(query, language)) {
        if (texts.contains(word.text)) {
            stems.insert(stem_term(word.accented, language));
        }
    }
    stems.erase(std::string());
    std::vector<Hit> hits;
    for (const auto& word : words) {
        const bool part = std::ranges::any_of(word.parts, [&](const std::string& one) { return texts.contains(one); });
        const auto stem = stems.empty() ? std::string() : stem_term(word.accented, language);
        if (texts.contains(word.text) || part || stems.contains(stem)) {
            hits.push_back({word.begin, word.end, stem.empty() ? word.text : stem});
        }
    }
    return hits;
}

/// Where the part of `length` bytes begins that has the most different hits.
std::size_t best_begin(const std::vector<Hit>& hits, std::size_t length) {
    std::size_t best = 0;
    std::size_t most = 0;
    for (std::size_t i = 0; i < hits.size(); ++i) {
        std::set<std::string_view> forms;
        for (std::size_t j = i; j < hits.size() && hits[j].end <= hits[i].begin + length; ++j) {
            forms.insert(hits[j].form);
        }
        if (forms.size() > most) {
            most = forms.size();
            best = i;
        }
    }
    return hits.empty() ? 0 : hits[best].begin;
}

/// The bytes of the first `graphemes` characters.
std::size_t length_of(std::string_view text, std::size_t graphemes) {
    story::Boundaries boundaries(UBRK_CHARACTER, {}, text);
    std::size_t end = 0;
    for (std::size_t i = 0; i < graphemes && boundaries.next(end); ++i) {
    }
    return end;
}

class Pieces {
public:
    void add(std::string_view text, bool marked) {
        if (text.empty()) {
            return;
        }
        if (pieces_.empty() || pieces_.back().marked != marked) {
            pieces_.push_back({.text = {}, .marked = marked});
        }
        for (const char c : text) {
            const bool space = c == '\n' || c == '\t' || c == ' ';
            if (!space || pieces_.back().text.empty() || pieces_.back().text.back() != ' ') {
                pieces_.back().text += space ? ' ' : c;
            }
        }
    }
    Snippet take() { return std::move(pieces_); }

private:
    Snippet pieces_;
};

}  // namespace

Snippet snippet_of(std::string_view text, std::string_view language, std::string_view query, std::size_t graphemes) {
    const auto looked = whole_characters(text, kMaxSnippetText);
    const auto words = words_of(looked, language);
    const auto hits = hits_in(words, language, query);
    // A quarter of it comes before the first word that was found.
    const auto usual = length_of(looked, graphemes);
    const auto first = best_begin(hits, usual * 3 / 4);
    const auto wanted = first > usual / 4 && usual < looked.size() ? first - usual / 4 : 0;
    std::size_t begin = 0;
    for (const auto& word : words) {
        if (wanted != 0 && word.begin >= wanted && word.begin <= first) {
            begin = word.begin;
            break;
        }
    }
    std::size_t end = begin + length_of(looked.substr(begin), graphemes);
    if (end < looked.size()) {
        for (const auto& word : words) {
            if (word.begin < end && word.end > end && word.begin > begin) {
                end = word.begin;
            }
        }
    }
    Pieces pieces;
    if (begin > 0) {
        pieces.add(kLeftOut, false);
    }
    std::size_t at = begin;
    for (const auto& hit : hits) {
        if (hit.begin >= at && hit.end <= end) {
            pieces.add(looked.substr(at, hit.begin - at), false);
            pieces.add(looked.substr(hit.begin, hit.end - hit.begin), true);
            at = hit.end;
        }
    }
    auto rest = looked.substr(at, end - at);
    while (!rest.empty() && (rest.back() == ' ' || rest.back() == '\n')) {
        rest.remove_suffix(1);
    }
    pieces.add(rest, false);
    if (end < text.size()) {
        pieces.add(kLeftOut, false);
    }
    return pieces.take();
}

}  // namespace stoppress::search
