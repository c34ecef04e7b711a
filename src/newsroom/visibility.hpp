// SPDX-License-Identifier: GPL-3.0-or-later
// When readers see a change: what publishing waits for before it is acknowledged.
// Flow:   store (commit) -> edition -> every loop -> Visibility -> newsroom's answer
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

    /// Calls `visible` once, on any thread, as soon as every loop answers from an edition that holds everything up to `number`; at once
    /// where that is so already. Any thread.
    virtual void when_visible(base::ChangeNumber number, std::move_only_function<void()> visible) = 0;
};

}  // namespace stoppress::newsroom
