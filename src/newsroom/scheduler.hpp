// SPDX-License-Identifier: GPL-3.0-or-later
// Publishes what is scheduled when its time has come, also what fell due while the program was down. When is kept in the store alone: a
// story leaves the state `scheduled` in the transaction that publishes it, so it fires once, whatever happens in between.
// Flow:   store -> Scheduler -> store (published) -> edition
// Thread: one of its own.
#pragma once

#include <chrono>
#include <set>
#include <thread>

#include "base/clock.hpp"
#include "store/read_pool.hpp"
#include "store/writer.hpp"

namespace stoppress::newsroom {

/// How often the time of day is looked at: what a set clock, a suspended machine or a story that was just scheduled for in a moment can be
/// late. One indexed read each time.
inline constexpr std::chrono::milliseconds kSchedulerTick{200};

class Scheduler {
public:
    /// Starts at once. All outlive it.
    Scheduler(store::Writer& writer, store::ReadPool& pool, const base::Clock& clock, std::chrono::milliseconds tick = kSchedulerTick);
    Scheduler(const Scheduler&) = delete;
    Scheduler& operator=(const Scheduler&) = delete;
    Scheduler(Scheduler&&) = delete;
    Scheduler& operator=(Scheduler&&) = delete;
    /// Ends the thread; what is due then waits for the next start.
    ~Scheduler() = default;

    /// Ends the thread. The owner's thread.
    void stop();

private:
    void run(const std::stop_token& stop);
    base::Result<void> publish_due();
    /// Each in a transaction of its own, so that one that cannot be published keeps no other back. Fails where nothing can be written.
    base::Result<void> publish_each(base::Time now);

    store::Writer& writer_;
    store::ReadPool& pool_;
    const base::Clock& clock_;
    std::chrono::milliseconds tick_;
    std::set<base::StoryId> refused_;  ///< due, but not to be published; said once in the log
    std::jthread thread_;
};

}  // namespace stoppress::newsroom
