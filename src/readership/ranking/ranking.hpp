// SPDX-License-Identifier: GPL-3.0-or-later
// The most viewed stories: an immutable snapshot of the rankings of all windows and scopes.
// Flow:   readership -> Ranking -> boxes -> every page
// Thread: any; immutable.
#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "base/ids.hpp"
#include "story/story.hpp"

namespace stoppress::readership {

struct Ranked {
    base::StoryId story{};
    std::int64_t views = 0;
    friend bool operator==(const Ranked&, const Ranked&) = default;
};

/// The whole site, or one section, or one language.
struct Scope {
    base::SectionId section;
    std::string language;
    friend bool operator==(const Scope&, const Scope&) = default;
};

class Ranking {
public:
    Ranking() = default;
    Ranking(const Ranking&) = delete;
    Ranking& operator=(const Ranking&) = delete;
    Ranking(Ranking&&) = delete;
    Ranking& operator=(Ranking&&) = delete;
    virtual ~Ranking() = default;

    /// Most viewed first, newer stories first among equals; at most kRankingDepth. Valid as long as this ranking. It
    /// may contain stories withdrawn since, so check with the store before showing them.
    [[nodiscard]] virtual std::span<const Ranked> top(story::Window window, const Scope& scope) const = 0;
};

inline constexpr std::size_t kRankingDepth = 1000;  ///< fifty pages of a list; nobody reads further

}  // namespace stoppress::readership
