// SPDX-License-Identifier: GPL-3.0-or-later
// Where every story stands now: takes committed batches and the passing of hours, and gives out rankings at a steady pace.
// Flow:   ViewBatch (committed), ViewStore (what leaves a window) -> Standings -> Ranking -> boxes
// Thread: the counting thread.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <span>
#include <vector>

#include "base/result.hpp"
#include "base/time.hpp"
#include "base/zone_hours.hpp"
#include "readership/ranking_lists.hpp"
#include "readership/story_sums.hpp"
#include "readership/view_batch.hpp"
#include "readership/view_store.hpp"

namespace stoppress::readership {

class Standings {
public:
    using Publish = std::function<void(std::shared_ptr<const Ranking>)>;
    using Steady = std::chrono::steady_clock::time_point;

    /// `hours`: by which views are stored.
    Standings(ViewStore& store, base::ZoneHours hours, Publish publish);

    /// Reads the sums of all windows that end at `now`.
    base::Result<void> load(base::Time now);

    /// The hour under which a view of `now` is stored: a clock that steps back a little does not reopen the hour before.
    [[nodiscard]] std::int64_t hour_for(base::Time now) const;
    /// Subtracts what has left the windows. Only while no batch is on its way, whose views might be in the store and not yet here.
    /// Fails, changing nothing, where the store cannot be read: to be called again.
    base::Result<void> move_on(base::Time now);

    /// Whether readers can see the story, for sure.
    [[nodiscard]] bool visible(base::StoryId story) const;
    /// Reads what has changed since: what is known of those stories may no longer hold.
    base::Result<void> follow_changes();
    void doubt(std::span<const base::StoryId> stories);
    [[nodiscard]] bool has_questions() const { return !doubted_.empty(); }
    /// Takes up to `limit` of the stories whose facts are to be asked for.
    [[nodiscard]] std::vector<base::StoryId> questions(std::size_t limit);

    void apply(const ViewBatch& batch);
    /// Takes in what other nodes have counted, which `counted` is told, too. Only while no batch is on its way.
    base::Result<void> follow_others(base::Time now, const std::function<void(std::span<const store::ViewCount>)>& counted);

    /// Nothing where the rankings cannot have changed.
    [[nodiscard]] std::optional<Steady> next_publication() const;
    void publish(Steady now);

private:
    base::Result<void> take_leaving(story::Window window, std::int64_t hour, std::vector<store::ViewCount>& leaving);

    ViewStore& store_;
    base::ZoneHours hours_;
    Publish publish_;
    StorySums sums_{0};
    RankingLists lists_;
    base::ChangeNumber change_ = 0;
    std::vector<base::StoryId> doubted_;
    bool incomplete_ = false;  ///< what others have counted was listed, and could not be taken in: all has to be read again
    Steady not_before_{};
};

}  // namespace stoppress::readership
