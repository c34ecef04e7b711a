// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/index/suggestion.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <optional>

#include <unicode/utf8.h>

#include "search/limits.hpp"
#include "search/text/words.hpp"

namespace stoppress::search {

namespace {

constexpr std::size_t kShortest = 4;      // letters of a word for which one is looked up
constexpr std::size_t kTwoApartFrom = 6;  // letters from which on two differences are allowed
constexpr std::size_t kLongest = 40;

std::u32string letters_of(std::string_view word) {
    std::u32string letters;
    const auto* const bytes = reinterpret_cast<const std::uint8_t*>(word.data());
    const auto size = static_cast<std::int32_t>(word.size());
    for (std::int32_t at = 0; at < size;) {
        UChar32 c = 0;
        U8_NEXT(bytes, at, size, c);
        letters.push_back(static_cast<char32_t>(c));
    }
    return letters;
}

/// Insertions, deletions, replacements and swaps of neighbours (optimal string alignment); `most` + 1 if there are more.
std::size_t distance(std::u32string_view a, std::u32string_view b, std::size_t most) {
    if (a.size() > kLongest || b.size() > kLongest || std::max(a.size(), b.size()) - std::min(a.size(), b.size()) > most) {
        return most + 1;
    }
    using Row = std::array<std::size_t, kLongest + 1>;
    Row before_last{};
    Row last{};
    Row row{};
    for (std::size_t j = 0; j <= b.size(); ++j) {
        last.at(j) = j;
    }
    for (std::size_t i = 1; i <= a.size(); ++i) {
        row[0] = i;
        std::size_t least = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t changed = a[i - 1] == b[j - 1] ? 0 : 1;
            row.at(j) = std::min({last.at(j) + 1, row.at(j - 1) + 1, last.at(j - 1) + changed});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
                row.at(j) = std::min(row.at(j), before_last.at(j - 2) + 1);
            }
            least = std::min(least, row.at(j));
        }
        if (least > most) {
            return most + 1;
        }
        before_last = last;
        last = row;
    }
    return last.at(b.size());
}

std::optional<std::string> similar(const Xapian::Database& database, const std::string& word) {
    const auto letters = letters_of(word);
    if (letters.size() < kShortest || letters.size() > kLongest) {
        return std::nullopt;
    }
    const std::size_t most = letters.size() >= kTwoApartFrom ? 2 : 1;
    std::int32_t first = 0;
    U8_FWD_1(reinterpret_cast<const std::uint8_t*>(word.data()), first, static_cast<std::int32_t>(word.size()));
    const auto beginning = word.substr(0, static_cast<std::size_t>(first));
    std::optional<std::string> best;
    std::size_t best_distance = most + 1;
    Xapian::doccount best_frequency = 0;
    std::size_t walked = 0;
    const auto end = database.allterms_end(beginning);
    for (auto term = database.allterms_begin(beginning); term != end && walked < kMaxTermsWalked; ++term, ++walked) {
        const auto apart = distance(letters, letters_of(*term), most);
        const auto frequency = apart <= best_distance ? term.get_termfreq() : 0;
        if (apart <= most && (apart < best_distance || frequency > best_frequency)) {
            best = *term;
            best_distance = apart;
            best_frequency = frequency;
        }
    }
    return best;
}

}  // namespace

std::string suggestion_for(const Xapian::Database& database, std::string_view text, const std::vector<std::string>& words) {
    std::map<std::string, std::string> instead;
    std::size_t looked_up = 0;
    for (const auto& word : words) {
        if (database.term_exists(word)) {
            continue;
        }
        if (++looked_up > kMaxSuggested) {
            break;
        }
        if (auto found = similar(database, word)) {
            instead.emplace(word, std::move(*found));
        }
    }
    if (instead.empty()) {
        return {};
    }
    std::string suggested;
    std::size_t at = 0;
    for (const auto& word : words_of(text, {})) {
        const auto found = instead.find(word.text);
        if (found != instead.end() && word.begin >= at) {
            suggested += text.substr(at, word.begin - at);
            suggested += found->second;
            at = word.end;
        }
    }
    suggested += text.substr(at);
    return suggested;
}

}  // namespace stoppress::search
