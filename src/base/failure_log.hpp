// SPDX-License-Identifier: GPL-3.0-or-later
// Logs a failure that may repeat thousands of times a second: one line when it begins, one a minute while it goes on, one when it has
// ended.
// Thread: any; a mutex guards the counts. recovered() takes none while nothing fails.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>

namespace stoppress::base {

class FailureLog {
public:
    using TimePoint = std::chrono::steady_clock::time_point;
    /// Lines while it goes on are this far apart. A failure after a longer silence is a new one.
    static constexpr std::chrono::seconds kInterval{60};

    enum class Level : std::uint8_t { info, error };
    struct Options {
        std::function<TimePoint()> now = [] { return std::chrono::steady_clock::now(); };
        std::function<void(Level, const std::string&)> write = write_to_log;  ///< called with the mutex held
    };

    /// `what` begins each line: "the pages cannot follow the store".
    explicit FailureLog(std::string what);
    FailureLog(std::string what, Options options);

    /// It failed. `detail` says how: the first one of a row is logged at once, then the latest once in kInterval, with the number.
    void failed(std::string_view detail);
    /// It worked: ends a row of failures with a line, if there was one.
    void recovered();

private:
    static void write_to_log(Level level, const std::string& line);

    const std::string what_;
    const Options options_;
    std::atomic<bool> failing_{false};
    std::mutex mutex_;
    std::uint64_t total_ = 0;      // of this row; guarded by mutex_
    std::uint64_t unwritten_ = 0;  // since the last line; guarded by mutex_
    TimePoint began_{};            // guarded by mutex_
    TimePoint written_{};          // guarded by mutex_
    TimePoint last_{};             // guarded by mutex_
};

}  // namespace stoppress::base
