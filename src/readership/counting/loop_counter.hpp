// SPDX-License-Identifier: GPL-3.0-or-later
// One loop's part of counting: recognises robots and puts views into the ring. No lock and no allocation unless the
// ring is full; about 100 ns per view.
// Flow:   page sent, or beacon -> LoopCounter -> Ring (full: ViewOverflow) -> Counting
// Thread: count() and count_durably() on its own loop only; the other end of the rings and the figures belong to the
//         counting thread.
#pragma once

#include <atomic>
#include <memory>
#include <string_view>
#include <vector>

#include "readership/counting/ring.hpp"
#include "readership/counting/view_overflow.hpp"
#include "readership/counting/wakeup.hpp"
#include "readership/view.hpp"
#include "readership/visitor.hpp"
#include "readership/visitors/reader_key.hpp"
#include "readership/visitors/referrers.hpp"
#include "readership/visitors/robots.hpp"

namespace stoppress::readership {

class LoopCounter {
public:
    LoopCounter(const Robots& robots, const UserAgentHash& hash, Referrers& referrers, std::shared_ptr<Wakeup> wakeup);

    /// Never waits for the counting thread: if the ring is full, views are summed up in the overflow. Only if more than
    /// kOverflow different readers and stories wait there, a view is lost, and counted as lost.
    void count(base::StoryId story, const Visitor& visitor);
    /// False, with `durable` unchanged, if too many wait already.
    [[nodiscard]] bool count_durably(base::StoryId story, const Visitor& visitor,
                                     std::move_only_function<void(base::Result<void>)>& durable);

    [[nodiscard]] Ring<View>& views() { return views_; }
    [[nodiscard]] Ring<Beacon>& beacons() { return beacons_; }
    [[nodiscard]] ViewOverflow& overflow() { return overflow_; }
    [[nodiscard]] bool empty() const { return views_.empty() && beacons_.empty() && overflow_.empty(); }
    [[nodiscard]] std::uint64_t lost() const { return lost_.load(std::memory_order_relaxed); }

private:
    [[nodiscard]] View view_of(base::StoryId story, const Visitor& visitor);

    [[nodiscard]] ReferrerId referrer_of(std::string_view referrer);

    /// A known host: its hash, and its number while Referrers has that generation.
    struct KnownHost {
        std::uint64_t hash = 0;
        ReferrerId id = kNoReferrer;
        std::uint32_t generation = 0;
    };

    const Robots& robots_;
    const UserAgentHash& hash_;
    Referrers& referrers_;
    std::shared_ptr<Wakeup> wakeup_;
    std::vector<std::uint64_t> known_;  ///< by hash: a user agent's hash, with the answer in its lowest bit; 0: none
    std::vector<KnownHost> known_hosts_;
    Ring<View> views_;
    ViewOverflow overflow_;
    Ring<Beacon> beacons_;
    std::atomic<std::uint64_t> lost_{0};
};

}  // namespace stoppress::readership
