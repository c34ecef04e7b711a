// SPDX-License-Identifier: GPL-3.0-or-later
// Publishes scheduled stories when they are due, including those that became due while the program was not running, and
// ends places on the front page when their time is over. The schedule is only in the store: a story's status changes in
// the transaction that publishes it, so it is published exactly once, whatever happens in between.
// Flow:   store -> Scheduler -> store (published) -> edition
// Owner:  serve (cli).
// Thread: it owns one.
#pragma once

#include <chrono>
#include <functional>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "base/ids.hpp"
#include "base/result.hpp"
#include "base/time/clock.hpp"

namespace stoppress::store {
class ReadPool;
class Writer;
}  // namespace stoppress::store

namespace stoppress::newsroom {

/// How often the time is checked: the delay after the clock was set, the machine was suspended, or a story was just
/// scheduled for the next moment. One indexed read each time.
inline constexpr std::chrono::milliseconds kSchedulerTick{200};

class Scheduler {
public:
    /// The story, and the people who have a notification of it.
    using Published = std::function<void(base::StoryId, const std::vector<std::string>&)>;
    /// Starts at once. The arguments must outlive it. `published` is called on its thread for each story that it publishes.
    Scheduler(store::Writer& writer, store::ReadPool& pool, const base::Clock& clock, Published published,
              std::chrono::milliseconds tick = kSchedulerTick);
    Scheduler(const Scheduler&) = delete;
    Scheduler& operator=(const Scheduler&) = delete;
    Scheduler(Scheduler&&) = delete;
    Scheduler& operator=(Scheduler&&) = delete;
    /// Ends the thread; stories due later wait for the next start.
    ~Scheduler() = default;

    /// Ends the thread. The owner's thread.
    void stop();

private:
    void run(const std::stop_token& stop);
    base::Result<void> publish_due();
    /// Frees places on the front page, and removes the breaking line, whose time is over.
    base::Result<void> end_due();
    /// Publishes each story in a transaction of its own, so that one that cannot be published does not delay others.
    /// Fails if nothing can be written.
    base::Result<void> publish_each(base::Time now);
    void note_published(base::StoryId id, const std::vector<std::string>& notified) const;

    store::Writer& writer_;
    store::ReadPool& pool_;
    const base::Clock& clock_;
    Published published_;
    std::chrono::milliseconds tick_;
    std::set<base::StoryId> refused_;  ///< due, but cannot be published; logged once
    std::jthread thread_;
};

}  // namespace stoppress::newsroom
