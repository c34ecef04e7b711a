// SPDX-License-Identifier: GPL-3.0-or-later
// One thread that does what it is given, in order; or a few, in no order.
// Thread: post() may be called from any thread; it waits for nothing but the queue's own lock.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace stoppress::base {

class WorkerThread {
public:
    using Work = std::move_only_function<void()>;

    /// `limit`: how much may wait.
    explicit WorkerThread(std::size_t limit, std::size_t threads = 1);
    WorkerThread(const WorkerThread&) = delete;
    WorkerThread& operator=(const WorkerThread&) = delete;
    WorkerThread(WorkerThread&&) = delete;
    WorkerThread& operator=(WorkerThread&&) = delete;
    /// Does what was posted, and ends.
    ~WorkerThread();

    /// Ends the threads: waits for what is being done, drops what waits; post() refuses from then on. The owner's thread.
    void stop();

    /// False, and nothing done, where too much waits or the end has begun. `work` must not throw.
    [[nodiscard]] bool post(Work work);

private:
    void run();
    void join();

    const std::size_t limit_;
    std::mutex mutex_;
    std::condition_variable wake_;
    std::deque<Work> queue_;  // under mutex_, as is stopping_
    bool stopping_ = false;
    std::vector<std::thread> threads_;
};

}  // namespace stoppress::base
