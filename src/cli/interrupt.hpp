// SPDX-License-Identifier: GPL-3.0-or-later
// Ctrl-C and SIGTERM during long work: the work asks between two steps and stops where it can be started again.
// Thread: made on the main thread before any other thread is started (they inherit that the signals are held back); requested() from any.
#pragma once

#include <csignal>

#include <atomic>

namespace stoppress::cli {

class Interrupt {
public:
    /// Holds SIGINT and SIGTERM back from now on.
    Interrupt();
    Interrupt(const Interrupt&) = delete;
    Interrupt& operator=(const Interrupt&) = delete;
    Interrupt(Interrupt&&) = delete;
    Interrupt& operator=(Interrupt&&) = delete;
    ~Interrupt();

    /// Whether one has come. Costs a system call: ask once per batch.
    [[nodiscard]] bool requested();

private:
    sigset_t signals_{};
    sigset_t before_{};
    std::atomic<bool> requested_ = false;
};

}  // namespace stoppress::cli
