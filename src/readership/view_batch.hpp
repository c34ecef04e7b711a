// SPDX-License-Identifier: GPL-3.0-or-later
// The views of some milliseconds on their way through one transaction, and the beacons that are answered after it.
// Flow:   Judge -> ViewBatch -> ViewStore -> (commit) -> beacons answered -> Standings
// Thread: the counting thread's until it is committed, then the store's writer thread's until finished(), then the first one's again.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/ids.hpp"
#include "base/result.hpp"
#include "readership/wakeup.hpp"
#include "store/records.hpp"

namespace stoppress::readership {

/// Views of one story in one hour. Of pages and of beacons apart: a beacon for a story that nobody can see is refused, a page was sent.
struct Tally {
    base::StoryId story{};
    std::int64_t hour = 0;
    bool visible = false;  ///< known to be published; else the store is asked
    std::int64_t pages = 0;
    std::int64_t page_robots = 0;
    std::int64_t beacons = 0;
    std::int64_t beacon_robots = 0;
};

/// People's views among those of a tally that came from one host.
struct ReferrerTally {
    base::StoryId story{};
    std::int64_t hour = 0;
    std::string host{};  ///< as the store names it
    bool visible = false;
    std::int64_t pages = 0;
    std::int64_t beacons = 0;
};

/// A person who opened a story, whether it counted or was a repeat: keyed hashes that are never stored.
struct Seen {
    base::StoryId story{};
    std::uint64_t reader = 0;
    std::uint64_t reader_of_story = 0;
    std::optional<std::uint64_t> former_reader{};  ///< by yesterday's salt, in the first minutes of a day
    std::optional<std::uint64_t> former_reader_of_story{};
};

/// A beacon after it was judged.
struct JudgedBeacon {
    base::StoryId story{};
    std::optional<std::uint64_t> remembered{};  ///< the key under which it counted: to be forgotten if it comes to nothing
    bool refused = false;                       ///< there was no room for it
    std::move_only_function<void(base::Result<void>)> durable{};
};

/// What the store says of a story that was asked about.
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
    std::vector<base::StoryId> asked;  ///< ordered, without doubles
    std::vector<JudgedBeacon> beacons;
    std::vector<Seen> seen;

    // Filled in inside the transaction.
    std::vector<Answer> answers;  ///< in the order of `asked`
    std::vector<store::ViewCount> counts;
    std::vector<store::ReferrerCount> referrers;

    /// Sets `counts` and `referrers` from the tallies and the answers.
    void count();
    /// After the commit, or its failure: answers the beacons, then hands the batch back.
    void finish(base::Result<void> outcome);
    [[nodiscard]] bool finished() const { return finished_.load(std::memory_order_seq_cst); }
    /// Once finished.
    [[nodiscard]] const base::Result<void>& outcome() const { return outcome_; }
    /// Whether readers could see the story, as far as this batch had to ask.
    [[nodiscard]] bool refused(base::StoryId story) const;
    /// What the store said of a story that was asked about; else nullptr.
    [[nodiscard]] const Answer* answer(base::StoryId story) const;

private:
    std::shared_ptr<Wakeup> wakeup_;
    base::Result<void> outcome_;
    std::atomic<bool> finished_{false};
};

}  // namespace stoppress::readership
