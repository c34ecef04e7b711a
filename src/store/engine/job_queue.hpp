// SPDX-License-Identifier: GPL-3.0-or-later
// The queue of jobs for the writer, in order of arrival.
// Flow:   any thread -> JobQueue -> the writer thread
// Thread: push() and stop() from any; the rest from the writer thread.
#pragma once

#include <chrono>
#include <deque>

#include "base/threads/mutex.hpp"
#include "store/engine/writer.hpp"

namespace stoppress::store {

/// A job, its callback, and its result.
struct Task {
    Writer::Job job;
    Writer::Done done;
    Writer::Touches touches = Writer::Touches::stories;
    base::Result<void> result{};
};

class JobQueue {
public:
    /// False after stop(); the task is then unchanged.
    [[nodiscard]] bool push(Task& task);
    /// Refuses further tasks; waiting tasks can still be taken.
    void stop();
    /// Whether it was stopped and is empty.
    [[nodiscard]] bool finished();
    /// Waits for tasks. Empty if none came within `patience`, or after stop().
    [[nodiscard]] std::deque<Task> wait(std::chrono::milliseconds patience);
    /// The waiting tasks, at most as many as belong in one commit.
    [[nodiscard]] std::deque<Task> take();

private:
    std::deque<Task> take_locked() REQUIRES(mutex_);

    base::Mutex mutex_{};
    base::Condition wake_{};
    std::deque<Task> tasks_ GUARDED_BY(mutex_){};
    bool stopping_ GUARDED_BY(mutex_) = false;
};

}  // namespace stoppress::store
