// SPDX-License-Identifier: GPL-3.0-or-later
// The current sums of all stories: applies committed batches and the passing of hours, and publishes rankings at a
// limited rate.
// Hours are numbered as by base::ZoneHours in the site's time zone.
// Flow:   ViewBatch (committed), ViewStore (what leaves a window) -> RankingWindow -> Ranking -> boxes
// Thread: the counting thread.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <span>
#include <vector>

#include "base/result.hpp"
#include "base/time/time.hpp"
#include "base/time/zone_hours.hpp"
#include "readership/counting/view_batch.hpp"
#include "readership/counting/view_store.hpp"
#include "readership/ranking/ranking_lists.hpp"
#include "readership/ranking/story_sums.hpp"
#include "store/views/records.hpp"

namespace stoppress::readership {

class RankingWindow {
public:
    using Publish = std::function<void(std::shared_ptr<const Ranking>)>;
    using Steady = std::chrono::steady_clock::time_point;

    /// `hours`: the hours by which views are stored.
    RankingWindow(ViewStore& store, base::ZoneHours hours, Publish publish);

    /// Reads the sums of all windows that end at `now`.
    base::Result<void> load(base::Time now);

    /// The hour under which a view at `now` is stored: a clock that steps back a little does not reopen
    /// the previous hour.
    [[nodiscard]] base::Hour hour_for(base::Time now) const;
    /// Subtracts what has left the windows. Call it only while no batch is being committed, because its views might be
    /// in the store but not here yet. If the store cannot be read, fails without changing anything; call it again.
    base::Result<void> move_on(base::Time now);

    /// Whether readers can certainly see the story.
    [[nodiscard]] bool visible(base::StoryId story) const;
    /// Reads new changes; what is known of the changed stories is then stale.
    base::Result<void> follow_changes();
    /// What is known of these stories must be looked up again.
    void mark_stale(std::span<const base::StoryId> stories);
    [[nodiscard]] bool has_stale() const { return !stale_.empty(); }
    /// Removes and returns up to `limit` of the stories whose facts must be looked up: by the batch that apply() gets next.
    [[nodiscard]] std::vector<base::StoryId> take_stale(std::size_t limit);

    /// Adds the views of a committed batch. Its answers about stories that have changed since take_stale() stay stale: the
    /// batch may have seen them as they were before.
    void apply(const ViewBatch& batch);
    /// Adds the views counted by other nodes, and passes them to `counted`. Call it only while no batch
    /// is being committed.
    base::Result<void> follow_others(base::Time now, const std::function<void(std::span<const store::ViewCount>)>& counted);

    /// When to publish next; nothing if the rankings cannot have changed.
    [[nodiscard]] std::optional<Steady> next_publication() const;
    void publish(Steady now);

private:
    base::Result<void> take_leaving(story::Window window, base::Hour hour, std::vector<store::ViewCount>& leaving);

    ViewStore& store_;
    base::ZoneHours hours_;
    Publish publish_;
    StorySums sums_{base::Hour{}};
    RankingLists lists_;
    base::ChangeNumber change_ = 0;
    std::vector<base::StoryId> stale_;          ///< to be looked up
    bool looking_up_ = false;                   ///< take_stale() was called, and apply() not yet
    std::vector<base::StoryId> changed_since_;  ///< while looking_up_
    bool incomplete_ = false;                   ///< views of other nodes were read but could not be added: everything must be read again
    Steady not_before_{};
};

}  // namespace stoppress::readership
