// SPDX-License-Identifier: GPL-3.0-or-later
// Ends the process where its orderly end takes too long, as when the database hangs: a thread that waits there cannot be ended, and nothing
// that it uses may be destroyed under it.
// Owner:  serve, which makes it first and destroys it last. Thread: owns one, which sleeps; the rest is the owner's.
#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <string_view>
#include <thread>

namespace stoppress::cli {

class EndDeadline {
public:
    EndDeadline();
    EndDeadline(const EndDeadline&) = delete;
    EndDeadline& operator=(const EndDeadline&) = delete;
    EndDeadline(EndDeadline&&) = delete;
    EndDeadline& operator=(EndDeadline&&) = delete;
    /// The end came in time.
    ~EndDeadline();

    /// From now on there are `patience` left: then the process ends with kGaveUpWaiting, a line in the log, and no destructor run.
    void begin(std::chrono::milliseconds patience);
    /// What is waited for from now on, for that line. A literal.
    void now_waiting_for(std::string_view what);

private:
    void run();

    std::mutex mutex_{};
    std::condition_variable changed_{};
    // These are guarded by mutex_.
    bool over_ = false;
    bool begun_ = false;
    std::chrono::steady_clock::time_point until_{};
    std::string_view what_{"requests in flight"};
    std::thread thread_;
};

}  // namespace stoppress::cli
