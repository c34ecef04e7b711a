// SPDX-License-Identifier: GPL-3.0-or-later
// The words of a headline and standfirst in the form that searches compare: without case, accents and marks, and with
// one spelling of letters that look alike.
// Flow:   headline -> headline_words -> store; query -> search_patterns -> store
// Thread: any; pure functions.
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

namespace stoppress::story {

/// The words of a headline, each with a space before it: " bridge reopens". At most kMaxHeadlineWordsBytes; a single
/// space if there is no word. A word that contains zero-width non-joiners is written without them, followed by each
/// part after one:
///     " نمیخواهم خواهم"
/// The standfirst's words follow, as far as both together are at most kMaxFoundBy.
[[nodiscard]] std::string headline_words(std::string_view headline, std::string_view standfirst = {});

inline constexpr std::size_t kMaxHeadlineWordsBytes = 1000;  ///< fits an entry of a PostgreSQL index; ten times a usual headline
inline constexpr std::size_t kMaxFoundBy = 500;  ///< a headline and a standfirst of usual length; each search reads it of all stories

/// The version of the rules of headline_words(). If it differs from the stored one, stored words must be rebuilt.
inline constexpr std::string_view kHeadlineWordsRules = "3";

/// Patterns for SQL's LIKE (with '!' as ESCAPE) that match headline_words() if each word of the query is in it. Words of
/// at least kMinInside characters are found inside other words, too; shorter ones only where a word begins. Unused
/// patterns are "%". Words beyond the eighth must follow each other as in the query.
inline constexpr std::size_t kMinInside = 3;
using SearchPatterns = std::array<std::string, 8>;
[[nodiscard]] SearchPatterns search_patterns(std::string_view query);

}  // namespace stoppress::story
