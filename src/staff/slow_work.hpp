// SPDX-License-Identifier: GPL-3.0-or-later
// Two threads for what is slow on purpose, as the hashing of passwords, with a short queue: a flood of it takes two threads' share of the
// machine and no more, and is told to come back.
// Thread: post() may be called from any thread.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace stoppress::staff {

class SlowWork {
public:
    using Work = std::move_only_function<void()>;

    static constexpr std::size_t kThreads = 2;
    static constexpr std::size_t kWaiting = 16;  ///< half a second of work

    SlowWork();
    SlowWork(const SlowWork&) = delete;
    SlowWork& operator=(const SlowWork&) = delete;
    SlowWork(SlowWork&&) = delete;
    SlowWork& operator=(SlowWork&&) = delete;
    /// Does what was posted, and ends.
    ~SlowWork();

    /// False, and nothing done, where too much waits. `work` must not throw.
    [[nodiscard]] bool post(Work work);

private:
    void run();

    std::mutex mutex_;
    std::condition_variable wake_;
    std::deque<Work> queue_;  // under mutex_, as is stopping_
    bool stopping_ = false;
    std::vector<std::thread> threads_;
};

}  // namespace stoppress::staff
