// SPDX-License-Identifier: GPL-3.0-or-later
// When readers see a change: publishing waits for it before it is acknowledged.
// Flow:   store (commit) -> edition -> every loop -> Visibility -> newsroom's answer
// Thread: any; implementations must allow calls from several threads.
#pragma once

#include <functional>

#include "base/ids.hpp"

namespace stoppress::newsroom {

class Visibility {
public:
    Visibility() = default;
    Visibility(const Visibility&) = delete;
    Visibility& operator=(const Visibility&) = delete;
    Visibility(Visibility&&) = delete;
    Visibility& operator=(Visibility&&) = delete;
    virtual ~Visibility() = default;

    /// Calls `visible` once, on any thread, when every loop serves an edition that contains everything up to `number`;
    /// at once if that is already so. Any thread.
    virtual void when_visible(base::ChangeNumber number, std::move_only_function<void()> visible) = 0;
};

}  // namespace stoppress::newsroom
