// SPDX-License-Identifier: GPL-3.0-or-later
// The most viewed stories of one window in one scope, kept sorted at a cost that depends on what changed.
// Flow:   StorySums -> TopList -> RankingLists -> Ranking
// Thread: the counting thread.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "readership/ranking/ranking.hpp"
#include "readership/ranking/story_sums.hpp"

namespace stoppress::readership {

/// The sort key: more views, then the newer story, then the higher id.
struct SortKey {
    std::int64_t views = 0;
    base::Time published_at{};
    std::int64_t id = 0;
    friend auto operator<=>(const SortKey&, const SortKey&) = default;
};

[[nodiscard]] inline SortKey sort_key_of(const StorySum& sum, story::Window window) {
    return {.views = sum.views(window), .published_at = sum.published_at, .id = sum.id.value};
}

class TopList {
public:
    explicit TopList(story::Window window) : window_(window) {}

    /// Builds the list from `candidates`, all stories of the scope; unranked ones and those without views are left out.
    void rebuild(const StorySums& sums, std::span<const StoryIndex> candidates);

    /// Applies changes. `touched`: the touched stories that are in the scope now. Stories that left the scope must be
    /// touched, too. False if so many have dropped that others might have to move up: call rebuild().
    [[nodiscard]] bool update(const StorySums& sums, std::span<const StoryIndex> touched);

    /// The first kRankingDepth entries; the same object as before if they are unchanged.
    [[nodiscard]] std::shared_ptr<const std::vector<Ranked>> ranked();

private:
    /// Includes the sort key: looking it up in the sums would be a cache miss for each comparison.
    struct Place {
        SortKey key;
        StoryIndex story = 0;
    };
    static bool before(const Place& a, const Place& b) { return a.key > b.key; }
    [[nodiscard]] std::vector<Place> places(const StorySums& sums, std::span<const StoryIndex> candidates) const;
    void cut();

    story::Window window_;
    std::vector<Place> order_;
    std::optional<SortKey> outside_;  ///< upper bound of the stories outside the list; nothing: there are none
    std::shared_ptr<const std::vector<Ranked>> ranked_ = std::make_shared<const std::vector<Ranked>>();
};

}  // namespace stoppress::readership
