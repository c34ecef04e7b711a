// SPDX-License-Identifier: GPL-3.0-or-later
// For how long something new has waited to be shown: says when the pages no longer follow.
// Flow:   desk -> Lag -> /readyz
// Thread: none of its own; the desk uses it under its mutex.
#pragma once

#include <chrono>
#include <optional>
#include <string>

namespace stoppress::press {

class Lag {
public:
    using Time = std::chrono::steady_clock::time_point;

    /// A change is on every page within some 20 ms, and on a busy machine within a second: beyond this something is wrong.
    static constexpr std::chrono::seconds kPatience{5};

    /// Something new is there to be shown.
    void arrived(Time now);
    /// All that was there at `began` is shown; `more`: something has come since.
    void shown(Time began, bool more);
    /// An attempt to show it failed, and why.
    void failed(std::string reason) { reason_ = std::move(reason); }

    /// A sentence where something has waited for longer than kPatience; empty otherwise.
    [[nodiscard]] std::string trouble(Time now) const;

private:
    std::optional<Time> since_;  ///< when the oldest of what waits came, or earlier
    std::string reason_;
};

}  // namespace stoppress::press
