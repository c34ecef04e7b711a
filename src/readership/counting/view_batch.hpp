// SPDX-License-Identifier: GPL-3.0-or-later
// The views of some milliseconds that are stored in one transaction, and the beacons to answer after it.
// Hours are numbered as by base::ZoneHours in the site's time zone.
// Flow:   ViewDeduplicator -> ViewBatch -> ViewStore -> (commit) -> beacons answered -> RankingWindow
// Thread: the counting thread's until it is submitted, then the store's writer thread's until finished(), then the
//         counting thread's again.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/ids.hpp"
#include "base/result.hpp"
#include "readership/counting/wakeup.hpp"
#include "store/views/records.hpp"

namespace stoppress::readership {

/// Views of one story in one hour. Pages and beacons are separate: a beacon for an invisible story is refused, a page
/// was sent.
struct Tally {
    base::StoryId story{};
    base::Hour hour{};
    bool visible = false;  ///< known to be published; else the store is asked
    std::int64_t pages = 0;
    std::int64_t page_robots = 0;
    std::int64_t beacons = 0;
    std::int64_t beacon_robots = 0;
};

/// The views of people in a tally that came from one host.
struct ReferrerTally {
    base::StoryId story{};
    base::Hour hour{};
    std::string host{};  ///< by its name in the store
    bool visible = false;
    std::int64_t pages = 0;
    std::int64_t beacons = 0;
};

/// A person who opened a story, whether it counted or was a repeat: keyed hashes that are never stored.
struct Seen {
    base::StoryId story{};
    std::uint64_t reader = 0;
    std::uint64_t reader_of_story = 0;
    std::optional<std::uint64_t> former_reader{};  ///< with yesterday's salt, in the first minutes of a day
    std::optional<std::uint64_t> former_reader_of_story{};
};

/// A beacon after it was checked.
struct CheckedBeacon {
    base::StoryId story{};
    std::optional<std::uint64_t> remembered{};  ///< the key under which it counted, to be forgotten if it is not stored
    bool refused = false;                       ///< there was no room for it
    std::move_only_function<void(base::Result<void>)> durable{};
};

/// The store's answer about a story.
struct Answer {
    base::StoryId story{};
    std::optional<store::RankingFacts> facts{};  ///< nothing: there is no such story
    [[nodiscard]] bool visible() const { return facts.has_value() && facts->published; }
};

class ViewBatch {
public:
    explicit ViewBatch(std::shared_ptr<Wakeup> wakeup) : wakeup_(std::move(wakeup)) {}

    std::vector<Tally> tallies;
    std::vector<ReferrerTally> referrer_tallies;
    std::vector<base::StoryId> looked_up;  ///< stories whose facts are read in the transaction: sorted, without duplicates
    std::vector<CheckedBeacon> beacons;
    std::vector<Seen> seen;

    // Set inside the transaction.
    std::vector<Answer> answers;  ///< in the order of `looked_up`
    std::vector<store::ViewCount> counts;
    std::vector<store::ReferrerCount> referrers;

    /// Sets `counts` and `referrers` from the tallies and the answers.
    void count();
    /// Call it after the commit or its failure: answers the beacons, then returns the batch to the counting thread.
    void finish(base::Result<void> outcome);
    [[nodiscard]] bool finished() const { return finished_.load(std::memory_order_seq_cst); }
    /// Valid once finished.
    [[nodiscard]] const base::Result<void>& outcome() const { return outcome_; }
    /// Whether the store was asked about the story and readers cannot see it.
    [[nodiscard]] bool refused(base::StoryId story) const;
    /// The store's answer about a story; nullptr if it was not asked.
    [[nodiscard]] const Answer* answer(base::StoryId story) const;

private:
    std::shared_ptr<Wakeup> wakeup_;
    base::Result<void> outcome_;
    std::atomic<bool> finished_{false};
};

}  // namespace stoppress::readership
