// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/interrupt.hpp"

#include <ctime>

namespace stoppress::cli {

Interrupt::Interrupt() {
    sigemptyset(&signals_);
    sigaddset(&signals_, SIGINT);
    sigaddset(&signals_, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &signals_, &before_);
}

Interrupt::~Interrupt() {
    pthread_sigmask(SIG_SETMASK, &before_, nullptr);
}

bool Interrupt::requested() {
    if (!requested_.load(std::memory_order_relaxed)) {
        // Taking the pending signal instead of handling it needs no global flag for a handler.
        const timespec at_once{};
        if (sigtimedwait(&signals_, nullptr, &at_once) > 0) {
            requested_.store(true, std::memory_order_relaxed);
        }
    }
    return requested_.load(std::memory_order_relaxed);
}

}  // namespace stoppress::cli
