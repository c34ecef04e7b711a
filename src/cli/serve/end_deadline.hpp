// SPDX-License-Identifier: GPL-3.0-or-later
// Ends the process if an orderly shutdown takes too long, for example because the database hangs: a thread that waits
// for it cannot be ended, and nothing that it uses may be destroyed.
// Owner:  serve, which makes it first and destroys it last.
// Thread: it owns one, which sleeps; all functions belong to the owner's.
#pragma once

#include <chrono>
#include <string_view>
#include <thread>

#include "base/threads/mutex.hpp"

namespace stoppress::cli {

class EndDeadline {
public:
    EndDeadline();
    EndDeadline(const EndDeadline&) = delete;
    EndDeadline& operator=(const EndDeadline&) = delete;
    EndDeadline(EndDeadline&&) = delete;
    EndDeadline& operator=(EndDeadline&&) = delete;
    /// The shutdown finished in time.
    ~EndDeadline();

    /// Starts the deadline: after `patience` the process ends with kGaveUpWaiting and a line in the log, without
    /// running destructors.
    void begin(std::chrono::milliseconds patience);
    /// What the shutdown waits for now, for that line. Must be a string literal.
    void now_waiting_for(std::string_view what);

private:
    void run();

    base::Mutex mutex_{};
    base::Condition changed_{};
    // The deadline.
    bool over_ GUARDED_BY(mutex_) = false;
    bool begun_ GUARDED_BY(mutex_) = false;
    std::chrono::steady_clock::time_point until_ GUARDED_BY(mutex_){};
    std::string_view what_ GUARDED_BY(mutex_){"requests in flight"};
    std::thread thread_;
};

}  // namespace stoppress::cli
