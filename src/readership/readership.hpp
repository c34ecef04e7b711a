// SPDX-License-Identifier: GPL-3.0-or-later
// Counts views: takes them from the loops, drops robots and repeats, stores them durably, ranks stories.
// Flow:   page sent, or beacon -> Readership -> store (group commit) -> Ranking -> boxes
// Thread: count() and count_durably() from the loop they name; the rest as said.
#pragma once

#include <functional>
#include <memory>

#include "base/clock.hpp"
#include "base/ids.hpp"
#include "base/result.hpp"
#include "readership/now.hpp"
#include "readership/ranking.hpp"
#include "readership/visitor.hpp"
#include "settings/settings.hpp"
#include "store/read_pool.hpp"
#include "store/writer.hpp"

namespace stoppress::readership {

class Readership {
public:
    using Ranked = std::function<void(std::shared_ptr<const Ranking>)>;
    using Durable = std::move_only_function<void(base::Result<void>)>;

    /// Loads the sums of all windows from the store. `loops`: how many loops will count. `ranked` is called (on a thread of this
    /// object's choice, one call at a time) once before open() returns and then at most a few times a second, whenever a ranking has
    /// changed.
    static base::Result<std::unique_ptr<Readership>> open(const settings::Settings& settings, const base::Clock& clock,
                                                          store::Writer& writer, store::ReadPool& pool, std::size_t loops, Ranked ranked);
    Readership(const Readership&) = delete;
    Readership& operator=(const Readership&) = delete;
    Readership(Readership&&) = delete;
    Readership& operator=(Readership&&) = delete;
    /// Stops where that has not been done.
    ~Readership();

    /// Commits what was counted, calls what waits for it, and ends the thread. The owner's thread; no loop may count any more.
    void stop();

    /// A page was sent: counts it, without waiting; stored within kOpenBatch (100 ms). No lock, no allocation of note.
    void count(std::size_t loop, base::StoryId story, const Visitor& visitor);

    /// A beacon: `durable` is called after the commit, on another thread, with not_found where there is no such published story, and
    /// unavailable where it could not be stored (at once, on the loop itself, where too many wait). It must not block.
    /// A robot's or repeated view is answered likewise, though it adds nothing to the rankings.
    void count_durably(std::size_t loop, base::StoryId story, const Visitor& visitor, Durable durable);

    /// The change log has moved (any thread, the writer's too): stories may have come, gone, or changed their section. A beacon that comes
    /// after this returned is judged by the new state.
    void committed();

    /// Who reads now, and the last hour by the minute (any thread); of the site with the `most` stories that have the most readers. On
    /// several nodes the views are those of all, the readers this one's.
    [[nodiscard]] ReadingNow reading_now(std::size_t most);
    [[nodiscard]] StoryNow reading_now(base::StoryId story);
    /// The latest one (any thread).
    [[nodiscard]] std::shared_ptr<const Ranking> ranking() const;

    /// Since the start, for /metrics (any thread).
    struct Totals {
        std::uint64_t views = 0;   ///< stored, of people
        std::uint64_t robots = 0;  ///< stored
        std::uint64_t repeats = 0;
        std::uint64_t batches = 0;  ///< stored
        std::uint64_t failed = 0;   ///< batches that the store refused; their views of pages are kept and tried again
        std::uint64_t waiting = 0;  ///< views that are not yet on their way to the store
        std::uint64_t lost = 0;     ///< views that will not be counted, because they came faster than could be stored for a long time
    };
    [[nodiscard]] Totals totals() const;

    class Impl;
    explicit Readership(std::unique_ptr<Impl> impl);

private:
    std::unique_ptr<Impl> impl_;
};

}  // namespace stoppress::readership
