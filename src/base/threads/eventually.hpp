// SPDX-License-Identifier: GPL-3.0-or-later
// For tests: polls for a state, up to a time limit longer than any machine should need.
// Thread: any.
#pragma once

#include <chrono>
#include <thread>

namespace stoppress::base {

/// Whether `holds()` becomes true within a minute; asked every millisecond.
template <class Condition>
bool eventually(const Condition& holds) {
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds{60};
    while (!holds()) {
        if (std::chrono::steady_clock::now() > end) {
            return false;
        }
        std::this_thread::sleep_for(std::chrono::milliseconds{1});
    }
    return true;
}

}  // namespace stoppress::base
