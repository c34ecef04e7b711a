// SPDX-License-Identifier: GPL-3.0-or-later
// The counting thread: collects the views of all loops, has them checked and committed in batches, and
// updates the rankings.
// Flow:   LoopCounter -> Counting -> ViewDeduplicator -> ViewBatch -> ViewStore -> RankingWindow -> Ranking
// Owner:  Readership.
// Thread: it owns the counting thread; functions for other threads say so.
#pragma once

#include <atomic>
#include <chrono>
#include <memory>
#include <optional>
#include <span>
#include <thread>
#include <vector>

#include "base/result.hpp"
#include "base/time/clock.hpp"
#include "base/time/zone_hours.hpp"
#include "readership/audience/audience.hpp"
#include "readership/counting/loop_counter.hpp"
#include "readership/counting/view_deduplicator.hpp"
#include "readership/counting/view_store.hpp"
#include "readership/ranking/ranking_window.hpp"

namespace stoppress::readership {

class Counting {
public:
    using Loops = std::span<const std::unique_ptr<LoopCounter>>;

    /// `hours`: the hours by which views are stored.
    Counting(const base::Clock& clock, ViewStore& store, Loops loops, std::shared_ptr<Wakeup> wakeup, std::chrono::minutes repeat,
             base::ZoneHours hours, Referrers& referrers, RankingWindow::Publish publish);
    Counting(const Counting&) = delete;
    Counting& operator=(const Counting&) = delete;
    Counting(Counting&&) = delete;
    Counting& operator=(Counting&&) = delete;
    /// Calls stop() if that has not been done.
    ~Counting();

    /// Loads the sums and publishes the first ranking, then starts the thread.
    base::Result<void> start();
    /// Commits what the loops have left and ends the thread. The owner's thread; the loops must not count any more.
    void stop();

    /// The change log has grown. Any thread.
    void committed();

    /// Any thread.
    [[nodiscard]] ReadingNow reading_now(std::size_t most) { return audience_.now(clock_.now(), most); }
    [[nodiscard]] StoryNow reading_now(base::StoryId story) { return audience_.now(clock_.now(), story); }

    /// Any thread.
    struct Figures {
        std::atomic<std::uint64_t> views{0};   ///< stored, by people
        std::atomic<std::uint64_t> robots{0};  ///< stored
        std::atomic<std::uint64_t> repeats{0};
        std::atomic<std::uint64_t> batches{0};  ///< stored
        std::atomic<std::uint64_t> failed{0};   ///< batches that could not be stored
        std::atomic<std::uint64_t> waiting{0};  ///< views and beacons that are not in a batch yet
        std::atomic<std::uint64_t> lost{0};     ///< views that were sent and will not be counted
    };
    [[nodiscard]] const Figures& figures() const { return figures_; }

private:
    using Steady = std::chrono::steady_clock::time_point;

    void run();
    void drain(Steady now);
    void follow_changes(Steady now);
    void follow_others(Steady now);
    [[nodiscard]] bool due(Steady now) const;
    void submit();
    void deduplicate_waiting();
    [[nodiscard]] std::shared_ptr<ViewBatch> make_batch();
    void settle(Steady now);
    void move_on(Steady now);
    void rest(Steady now);
    [[nodiscard]] bool something_waits() const;
    [[nodiscard]] Steady next_batch(Steady now) const;
    void refuse_late_beacons(Steady now);
    void note_figures();
    void give_up();

    const base::Clock& clock_;
    ViewStore& store_;
    Loops loops_;
    std::shared_ptr<Wakeup> wakeup_;
    ViewDeduplicator deduplicator_;
    RankingWindow ranking_window_;
    Audience audience_;
    Figures figures_;

    std::vector<View> waiting_views_;
    std::vector<Beacon> waiting_beacons_;
    std::optional<Steady> views_since_;  ///< since when something waits that can wait for the tick
    std::optional<Steady> beacons_since_;
    std::size_t last_beacons_ = 0;  ///< answered by the last batch: as many are likely to come again
    std::shared_ptr<ViewBatch> on_its_way_;
    int failures_ = 0;             ///< consecutive failures
    bool failure_logged_ = false;  ///< since the last success
    Steady retry_at_{};
    Steady move_on_at_{};
    Steady follow_at_{};
    Steady follow_others_at_{};
    bool others_lost_ = false;
    bool stop_seen_ = false;

    std::atomic<bool> log_moved_{false};
    std::atomic<bool> stopping_{false};
    std::jthread thread_;
};

}  // namespace stoppress::readership
