// SPDX-License-Identifier: GPL-3.0-or-later
// Lets one message through in a while and counts the others: a flood of failures must not become a flood of lines.
// Thread: any; takes no lock.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <optional>

namespace stoppress::base {

class LogLimit {
public:
    using Clock = std::chrono::steady_clock;
    explicit LogLimit(std::chrono::milliseconds interval) : interval_(interval) {}

    /// How many were left out since the last one, where this one may be logged; nothing where it is left out, too.
    std::optional<std::uint64_t> take(Clock::time_point now = Clock::now()) {
        auto next = next_.load(std::memory_order_relaxed);
        const auto time = now.time_since_epoch().count();
        if (time < next || !next_.compare_exchange_strong(next, (now + interval_).time_since_epoch().count(), std::memory_order_relaxed)) {
            left_out_.fetch_add(1, std::memory_order_relaxed);
            return std::nullopt;
        }
        return left_out_.exchange(0, std::memory_order_relaxed);
    }

private:
    std::chrono::milliseconds interval_;
    std::atomic<Clock::rep> next_{0};
    std::atomic<std::uint64_t> left_out_{0};
};

}  // namespace stoppress::base
