// SPDX-License-Identifier: GPL-3.0-or-later
// Logs a failure that may repeat thousands of times a second: one line when it begins, one a minute while it continues,
// one when it has ended.
// Thread: any; a mutex guards the counts. recovered() takes no lock unless failures were reported.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "base/threads/mutex.hpp"

namespace stoppress::base {

class FailureLog {
public:
    using TimePoint = std::chrono::steady_clock::time_point;
    /// The time between two lines while it continues. A failure after a longer silence counts as a new one.
    static constexpr std::chrono::seconds kInterval{60};

    enum class Level : std::uint8_t { info, error };
    struct Options {
        std::function<TimePoint()> now = [] { return std::chrono::steady_clock::now(); };
        std::function<void(Level, const std::string&)> write = write_to_log;  ///< called with the mutex held
    };

    /// `what` begins each line: "the pages cannot follow the store".
    explicit FailureLog(std::string what);
    FailureLog(std::string what, Options options);

    /// Reports a failure; `detail` says how it failed. The first of a series is logged at once, later ones once per
    /// kInterval with their count.
    void failed(std::string_view detail);
    /// Reports a success: logs one line if it ends a series of failures.
    void recovered();

private:
    static void write_to_log(Level level, const std::string& line);

    const std::string what_;
    const Options options_;
    std::atomic<bool> failing_{false};
    Mutex mutex_;
    std::uint64_t total_ GUARDED_BY(mutex_) = 0;      // of this series
    std::uint64_t unwritten_ GUARDED_BY(mutex_) = 0;  // since the last line
    TimePoint began_ GUARDED_BY(mutex_){};
    TimePoint written_ GUARDED_BY(mutex_){};
    TimePoint last_ GUARDED_BY(mutex_){};
};

}  // namespace stoppress::base
