// SPDX-License-Identifier: GPL-3.0-or-later
// How long a change has waited to be shown, to detect that pages no longer follow the store.
// Flow:   desk -> Lag -> /readyz
// Thread: the caller's; the desk uses it under its mutex.
#pragma once

#include <chrono>
#include <optional>
#include <string>

namespace stoppress::press {

class Lag {
public:
    using Time = std::chrono::steady_clock::time_point;

    /// A change reaches every page within about 20 ms, and on a busy machine within a second; longer than this
    /// means a problem.
    static constexpr std::chrono::seconds kPatience{5};

    /// A change is waiting to be shown.
    void arrived(Time now);
    /// Everything that waited at `began` is shown; `more`: something has arrived since.
    void shown(Time began, bool more);
    /// An attempt to show it failed, and why.
    void failed(std::string reason) { reason_ = std::move(reason); }

    /// A message if a change has waited for longer than kPatience; empty otherwise.
    [[nodiscard]] std::string trouble(Time now) const;

private:
    std::optional<Time> since_;  ///< when the oldest waiting change arrived, or earlier
    std::string reason_;
};

}  // namespace stoppress::press
