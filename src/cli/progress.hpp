// SPDX-License-Identifier: GPL-3.0-or-later
// Progress of long work: a bar with rate and remaining time on a terminal, else a plain line every few seconds.
// Standard output is not used.
// Flow:   importing, generate, backup -> Progress -> standard error
// Thread: update() and finish() may be called from any thread.
#pragma once

#include <chrono>
#include <cstdint>
#include <iosfwd>
#include <string>

#include "base/threads/mutex.hpp"

namespace stoppress::cli {

class Progress {
public:
    using Now = std::chrono::steady_clock::time_point;

    /// `what`: "importing"; `unit`: what is counted, "stories". `terminal`: whether `out` is one.
    Progress(std::ostream& out, bool terminal, std::string what, std::string unit);
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;
    Progress(Progress&&) = delete;
    Progress& operator=(Progress&&) = delete;
    /// Ends the bar's line.
    ~Progress();

    /// A `total` of 0 means that it is not known yet.
    void update(std::uint64_t done, std::uint64_t total);
    void finish();

    /// The line for `done` of `total` after `elapsed`, as the bar shows it (for tests).
    [[nodiscard]] std::string line(std::uint64_t done, std::uint64_t total, std::chrono::milliseconds elapsed) const;

    /// Whether standard error is a terminal.
    [[nodiscard]] static bool on_terminal();

private:
    void show(std::uint64_t done, std::uint64_t total, Now now) REQUIRES(mutex_);

    std::ostream& out_;
    bool terminal_;
    std::string what_;
    std::string unit_;
    base::Mutex mutex_;
    Now begin_ GUARDED_BY(mutex_);
    Now shown_ GUARDED_BY(mutex_);
    std::uint64_t done_ GUARDED_BY(mutex_) = 0;
    std::uint64_t total_ GUARDED_BY(mutex_) = 0;
    bool any_ GUARDED_BY(mutex_) = false;
    bool finished_ GUARDED_BY(mutex_) = false;
};

}  // namespace stoppress::cli
