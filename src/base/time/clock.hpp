// SPDX-License-Identifier: GPL-3.0-or-later
// The current time as a parameter, so that tests can set it.
// Thread: any.
#pragma once

#include "base/time/time.hpp"

namespace stoppress::base {

/// Tells the current time. Implementations must allow now() on any thread.
class Clock {
public:
    Clock() = default;
    Clock(const Clock&) = delete;
    Clock& operator=(const Clock&) = delete;
    Clock(Clock&&) = delete;
    Clock& operator=(Clock&&) = delete;
    virtual ~Clock() = default;
    [[nodiscard]] virtual Time now() const = 0;
};

/// The operating system's clock, rounded down to milliseconds.
class SystemClock final : public Clock {
public:
    [[nodiscard]] Time now() const override { return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now()); }
};

}  // namespace stoppress::base
