// SPDX-License-Identifier: GPL-3.0-or-later
// Two threads for what is slow on purpose, as the hashing of passwords, with a short queue: a flood of it takes two threads' share of the
// machine and no more, and is told to come back.
// Thread: post() may be called from any thread.
#pragma once

#include <cstddef>
#include <utility>

#include "base/worker_thread.hpp"

namespace stoppress::staff {

class SlowWork {
public:
    using Work = base::WorkerThread::Work;

    static constexpr std::size_t kThreads = 2;
    static constexpr std::size_t kWaiting = 16;  ///< half a second of work

    /// False, and nothing done, where too much waits or the end has begun. `work` must not throw.
    [[nodiscard]] bool post(Work work) { return threads_.post(std::move(work)); }
    /// Ends the threads; what waits is dropped. The owner's thread.
    void stop() { threads_.stop(); }

private:
    base::WorkerThread threads_{kWaiting, kThreads};  ///< does what was posted, and ends
};

}  // namespace stoppress::staff
