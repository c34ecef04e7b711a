// SPDX-License-Identifier: GPL-3.0-or-later
// The words of a headline as searches compare them: without case, accents and marks, one spelling of letters that look alike.
// Flow:   headline -> headline_words -> store; query -> search_patterns -> store
// Thread: any; no state.
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

namespace stoppress::story {

/// " bridge reopens": each word with a space before it, at most kMaxHeadlineWordsBytes; a space alone where there is no word.
/// A word with zero-width non-joiners inside stands there without them, and so does each part of it that follows one: " نمیخواهم خواهم".
[[nodiscard]] std::string headline_words(std::string_view headline);

inline constexpr std::size_t kMaxHeadlineWordsBytes = 1000;  ///< fits an entry of a PostgreSQL index; ten times a usual headline

/// Names the rules by which headline_words() folds: another value than the one that is stored means that stored words are to be made anew.
inline constexpr std::string_view kHeadlineWordsRules = "2";

/// Patterns of SQL's LIKE (with '!' as ESCAPE) that headline_words() of a headline matches where it has words that begin with each of the
/// query's. "%" for those that are not needed. Words beyond them are looked for in the order in which they stand.
using SearchPatterns = std::array<std::string, 8>;
[[nodiscard]] SearchPatterns search_patterns(std::string_view query);

}  // namespace stoppress::story
