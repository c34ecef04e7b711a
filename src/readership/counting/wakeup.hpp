// SPDX-License-Identifier: GPL-3.0-or-later
// Wakes the counting thread from any thread without a lock; costs a caller nothing while that thread is awake.
// Flow:   LoopCounter, store's writer -> Wakeup -> Counting
// Thread: sleep() from the counting thread only; the rest from any.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <memory>

#include "base/result.hpp"

namespace stoppress::readership {

class Wakeup {
public:
    /// What ends the sleep besides its time: a view or a beacon, only a beacon, or only wake().
    enum class Sleep : std::uint8_t { awake, until_something, until_beacon, until_told };

    static base::Result<std::shared_ptr<Wakeup>> create();
    explicit Wakeup(int descriptor) : descriptor_(descriptor) {}
    Wakeup(const Wakeup&) = delete;
    Wakeup& operator=(const Wakeup&) = delete;
    Wakeup(Wakeup&&) = delete;
    Wakeup& operator=(Wakeup&&) = delete;
    ~Wakeup();

    /// Sleeps for at most `time` unless `ready` returns true, or it is woken.
    template <class Ready>
    void sleep(Sleep depth, std::chrono::nanoseconds time, const Ready& ready) {
        // Stored before the check, so that whoever adds work after it sees the state and wakes this thread.
        state_.store(depth, std::memory_order_seq_cst);
        if (!ready()) {
            wait(time);
        }
        state_.store(Sleep::awake, std::memory_order_seq_cst);
    }

    /// A view was added. It can wait for the tick, unless the thread sleeps without one.
    void view_added() {
        if (state_.load(std::memory_order_seq_cst) == Sleep::until_something) {
            wake();
        }
    }
    /// A beacon was added; its sender waits for an answer.
    void beacon_added() {
        const auto state = state_.load(std::memory_order_seq_cst);
        if (state == Sleep::until_something || state == Sleep::until_beacon) {
            wake();
        }
    }
    void wake() {
        if (state_.exchange(Sleep::awake, std::memory_order_seq_cst) != Sleep::awake) {
            signal();
        }
    }

private:
    void wait(std::chrono::nanoseconds time);
    void signal();

    int descriptor_;
    std::atomic<Sleep> state_{Sleep::awake};
};

}  // namespace stoppress::readership
