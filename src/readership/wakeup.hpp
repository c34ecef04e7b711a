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
    /// What ends the sleep besides its time: a view too, beacons but no view, or only being told to by wake().
    enum class Sleep : std::uint8_t { awake, until_something, until_beacon, until_told };

    static base::Result<std::shared_ptr<Wakeup>> create();
    explicit Wakeup(int descriptor) : descriptor_(descriptor) {}
    Wakeup(const Wakeup&) = delete;
    Wakeup& operator=(const Wakeup&) = delete;
    Wakeup(Wakeup&&) = delete;
    Wakeup& operator=(Wakeup&&) = delete;
    ~Wakeup();

    /// Sleeps for at most `time` unless `ready` says that there is work, or it is woken.
    template <class Ready>
    void sleep(Sleep depth, std::chrono::nanoseconds time, const Ready& ready) {
        // Said before looking once more: whoever adds work after the look sees it and wakes us.
        state_.store(depth, std::memory_order_seq_cst);
        if (!ready()) {
            wait(time);
        }
        state_.store(Sleep::awake, std::memory_order_seq_cst);
    }

    /// A view can wait for the tick, unless there is none.
    void view_added() {
        if (state_.load(std::memory_order_seq_cst) == Sleep::until_something) {
            wake();
        }
    }
    /// A beacon's sender waits for an answer.
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
