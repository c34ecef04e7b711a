// SPDX-License-Identifier: GPL-3.0-or-later
// Two threads for work that is slow on purpose, such as hashing passwords, with a short queue: a flood of requests uses
// at most two threads and is otherwise refused.
// Owner:  the newsroom.
// Thread: post() any; stop() the owner's.
#pragma once

#include <cstddef>
#include <utility>

#include "base/threads/worker_thread.hpp"

namespace stoppress::staff {

class SlowWork {
public:
    using Work = base::WorkerThread::Work;

    static constexpr std::size_t kThreads = 2;
    static constexpr std::size_t kWaiting = 16;  ///< pieces of work; about half a second

    /// False, and the work is dropped, if the queue is full or stopping. `work` must not throw.
    [[nodiscard]] bool post(Work work) { return threads_.post(std::move(work)); }
    /// Ends the threads; waiting work is dropped. The owner's thread.
    void stop() { threads_.stop(); }

private:
    base::WorkerThread threads_{kWaiting, kThreads};
};

}  // namespace stoppress::staff
