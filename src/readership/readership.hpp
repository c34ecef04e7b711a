// SPDX-License-Identifier: GPL-3.0-or-later
// Counts views: takes them from the loops, sorts out robots and repeats, stores them durably, and ranks stories.
// Flow:   page sent, or beacon -> Readership -> store (group commit) -> Ranking -> boxes
// Owner:  serve (cli).
// Thread: count() and count_durably() on the loop that they name; the others as said.
#pragma once

#include <functional>
#include <memory>

#include "base/ids.hpp"
#include "base/result.hpp"
#include "base/time/clock.hpp"
#include "readership/ranking/ranking.hpp"
#include "readership/visitor.hpp"
#include "settings/settings.hpp"

namespace stoppress::store {
class ReadPool;
class Writer;
}  // namespace stoppress::store

namespace stoppress::readership {

struct ReadingNow;
struct StoryNow;

class Readership {
public:
    using Ranked = std::function<void(std::shared_ptr<const Ranking>)>;
    using Durable = std::move_only_function<void(base::Result<void>)>;

    /// Loads the sums of all windows from the store. `loops`: the number of loops that count. `ranked` is called, on a
    /// thread of this object, one call at a time: once before open() returns, then at most a few times a second when a
    /// ranking has changed.
    static base::Result<std::unique_ptr<Readership>> open(const settings::Settings& settings, const base::Clock& clock,
                                                          store::Writer& writer, store::ReadPool& pool, std::size_t loops, Ranked ranked);
    Readership(const Readership&) = delete;
    Readership& operator=(const Readership&) = delete;
    Readership(Readership&&) = delete;
    Readership& operator=(Readership&&) = delete;
    /// Calls stop() if that has not been done.
    ~Readership();

    /// Commits everything counted, calls the waiting callbacks, and ends the thread. The owner's thread; no loop may
    /// count any more.
    void stop();

    /// Counts a view of a page that was sent, without waiting; it is stored within 100 ms. Takes no lock.
    void count(std::size_t loop, base::StoryId story, const Visitor& visitor);

    /// Counts a beacon: `durable` is called on another thread after the commit; with `not_found` if there is no such
    /// published story, and `unavailable` if it could not be stored (at once, on the loop itself, if too many wait). It
    /// must not block. A robot's or repeated view is answered in the same way, though it does not count.
    void count_durably(std::size_t loop, base::StoryId story, const Visitor& visitor, Durable durable);

    /// Call it when the change log has grown: stories may have been added or removed, or have changed their section.
    /// Beacons that arrive after it returned are checked by the new state. Any thread, including the writer's.
    void committed();

    /// Who is reading now, and the last hour by the minute; for the site with the `most` stories that have the most
    /// readers. On several nodes views are those of all nodes, readers those of this node. Any thread.
    [[nodiscard]] ReadingNow reading_now(std::size_t most);
    [[nodiscard]] StoryNow reading_now(base::StoryId story);
    /// The latest ranking. Any thread.
    [[nodiscard]] std::shared_ptr<const Ranking> ranking() const;

    /// Totals since the start, for /metrics. Any thread.
    struct Totals {
        std::uint64_t views = 0;   ///< stored, by people
        std::uint64_t robots = 0;  ///< stored
        std::uint64_t repeats = 0;
        std::uint64_t batches = 0;  ///< stored
        std::uint64_t failed = 0;   ///< batches that could not be stored; their page views are kept and retried
        std::uint64_t waiting = 0;  ///< views that are not in a batch yet
        std::uint64_t lost = 0;     ///< views that will not be counted, because for a long time more came than could be stored
    };
    [[nodiscard]] Totals totals() const;

    class Impl;
    explicit Readership(std::unique_ptr<Impl> impl);

private:
    std::unique_ptr<Impl> impl_;
};

}  // namespace stoppress::readership
