// SPDX-License-Identifier: GPL-3.0-or-later
// The jobs that wait for the writer, in the order in which they came.
// Flow:   any thread -> JobQueue -> the writer thread
// Thread: push(), stop() from any; the rest from the writer thread.
#pragma once

#include <chrono>
#include <condition_variable>
#include <deque>
#include <mutex>

#include "store/writer.hpp"

namespace stoppress::store {

/// A job, who waits for it, and what came of it.
struct Task {
    Writer::Job job;
    Writer::Done done;
    Writer::Touches touches = Writer::Touches::stories;
    base::Result<void> result{};
};

class JobQueue {
public:
    /// False after stop(): the task is as it was.
    [[nodiscard]] bool push(Task& task);
    /// Takes nothing more; what waits is still handed out.
    void stop();
    /// Whether it was stopped and is empty.
    [[nodiscard]] bool finished();
    /// At least one task, or none when nothing came for `patience` or the end has come.
    [[nodiscard]] std::deque<Task> wait(std::chrono::milliseconds patience);
    /// What waits at the moment; never more than belongs into one commit.
    [[nodiscard]] std::deque<Task> take();

private:
    std::deque<Task> take_locked();

    std::mutex mutex_{};
    std::condition_variable wake_{};
    std::deque<Task> tasks_{};  // these two are guarded by mutex_
    bool stopping_ = false;
};

}  // namespace stoppress::store
