// SPDX-License-Identifier: GPL-3.0-or-later
// How much a search may cost.
#pragma once

#include <cstddef>
#include <cstdint>

namespace stoppress::search {

inline constexpr std::size_t kMaxQueryBytes = 500;       ///< of what somebody types; longer ones are refused
inline constexpr std::size_t kMaxQueryWords = 20;        ///< those after it are ignored
inline constexpr std::size_t kMaxDepth = 1000;           ///< stories that can be paged through
inline constexpr std::size_t kMaxTermBytes = 120;        ///< Xapian takes 245; longer words are cut
inline constexpr std::size_t kMaxBodyBytes = 4'000'000;  ///< of a story's text; the rest is not searched
inline constexpr std::size_t kMaxLanguages = 20;         ///< whose stems a query is looked up with
inline constexpr std::size_t kMaxTermsWalked = 60'000;   ///< for a suggestion
inline constexpr std::size_t kMaxSuggested = 3;          ///< words without hits for which one is looked up

}  // namespace stoppress::search
