// SPDX-License-Identifier: GPL-3.0-or-later
// Ctrl-C and SIGTERM during long work: the work polls between two steps, and stops where it can be resumed.
// Thread: construct it on the main thread before any other thread starts, since they inherit the blocked signals;
//         requested() any.
#pragma once

#include <csignal>

#include <atomic>

namespace stoppress::cli {

class Interrupt {
public:
    /// Blocks SIGINT and SIGTERM from now on.
    Interrupt();
    Interrupt(const Interrupt&) = delete;
    Interrupt& operator=(const Interrupt&) = delete;
    Interrupt(Interrupt&&) = delete;
    Interrupt& operator=(Interrupt&&) = delete;
    ~Interrupt();

    /// Whether a signal has come. Costs a system call: call it once per batch.
    [[nodiscard]] bool requested();

private:
    sigset_t signals_{};
    sigset_t before_{};
    std::atomic<bool> requested_ = false;
};

}  // namespace stoppress::cli
