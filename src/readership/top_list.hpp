// SPDX-License-Identifier: GPL-3.0-or-later
// The most viewed stories of one window in one scope, kept in order at the cost of what changed.
// Flow:   StorySums -> TopList -> RankingLists -> Ranking
// Thread: the counting thread.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "readership/ranking.hpp"
#include "readership/story_sums.hpp"

namespace stoppress::readership {

/// What decides a place: more views, then the newer story, then the higher number.
struct Standing {
    std::int64_t views = 0;
    std::int64_t published_at = 0;
    std::int64_t id = 0;
    friend auto operator<=>(const Standing&, const Standing&) = default;
};

[[nodiscard]] inline Standing standing(const StorySum& sum, story::Window window) {
    return {.views = sum.views(window), .published_at = sum.published_at, .id = sum.id.value};
}

class TopList {
public:
    explicit TopList(story::Window window) : window_(window) {}

    /// Orders `candidates` (all of the scope; others than ranked ones and those without views are left out) from nothing.
    void rebuild(const StorySums& sums, std::span<const StoryIndex> candidates);

    /// Takes over what changed. `touched`: those of the touched stories that are of the scope now. Stories that left the scope must be
    /// touched, too. False where so many fell that those outside might have to come in: rebuild() is needed.
    [[nodiscard]] bool update(const StorySums& sums, std::span<const StoryIndex> touched);

    /// The first kRankingDepth; the same object as before where they are the same.
    [[nodiscard]] std::shared_ptr<const std::vector<Ranked>> ranked();

private:
    /// With its standing at hand: comparing by way of the sums would miss the cache each time.
    struct Place {
        Standing standing;
        StoryIndex story = 0;
    };
    static bool before(const Place& a, const Place& b) { return a.standing > b.standing; }
    [[nodiscard]] std::vector<Place> places(const StorySums& sums, std::span<const StoryIndex> candidates) const;
    void cut();

    story::Window window_;
    std::vector<Place> order_;
    std::optional<Standing> outside_;  ///< nobody outside stands higher; nothing: nobody is outside
    std::shared_ptr<const std::vector<Ranked>> ranked_ = std::make_shared<const std::vector<Ranked>>();
};

}  // namespace stoppress::readership
