// SPDX-License-Identifier: GPL-3.0-or-later
// A sleep that a request to stop ends.
// Thread: any.
#pragma once

#include <chrono>
#include <stop_token>

#include "base/threads/mutex.hpp"

namespace stoppress::base {

/// Returns after `time` (at once if it is not positive), or as soon as a stop is requested.
inline void sleep_for(const std::stop_token& stop, std::chrono::steady_clock::duration time) {
    Mutex mutex;
    Lock lock(mutex);
    StoppableCondition never;
    never.wait_for(lock, stop, time, [] { return false; });
}

}  // namespace stoppress::base
