// SPDX-License-Identifier: GPL-3.0-or-later
// A queue of work and the threads that run it: one thread runs it in order, several run it in any order.
// Owner:  whoever makes it; it joins its threads when it is destroyed.
// Thread: post() may be called from any thread and waits only for the queue's lock. stop() and the destructor belong to
//         the owner's thread.
#pragma once

#include <cstddef>
#include <deque>
#include <functional>
#include <thread>
#include <vector>

#include "base/threads/mutex.hpp"

namespace stoppress::base {

class WorkerThread {
public:
    using Work = std::move_only_function<void()>;

    /// `limit`: how many pieces of work may wait. `threads`: how many run them.
    explicit WorkerThread(std::size_t limit, std::size_t threads = 1);
    WorkerThread(const WorkerThread&) = delete;
    WorkerThread& operator=(const WorkerThread&) = delete;
    WorkerThread(WorkerThread&&) = delete;
    WorkerThread& operator=(WorkerThread&&) = delete;
    /// Runs all posted work, then ends the threads.
    ~WorkerThread();

    /// Ends the threads: waits for the work being run and drops the rest. post() refuses from then on.
    /// The owner's thread.
    void stop();

    /// False, and the work is dropped, if the queue is full or is stopping. `work` must not throw.
    [[nodiscard]] bool post(Work work);

private:
    void run();
    void join();

    const std::size_t limit_;
    Mutex mutex_;
    Condition wake_;
    std::deque<Work> queue_ GUARDED_BY(mutex_);
    bool stopping_ GUARDED_BY(mutex_) = false;
    std::vector<std::thread> threads_;
};

}  // namespace stoppress::base
