// SPDX-License-Identifier: GPL-3.0-or-later
#include "readership/loop_counter.hpp"

#include "readership/limits.hpp"

namespace stoppress::readership {

LoopCounter::LoopCounter(const Robots& robots, const UserAgentHash& hash, std::shared_ptr<Wakeup> wakeup)
    : robots_(robots), hash_(hash), wakeup_(std::move(wakeup)), known_(kKnownUserAgents), views_(kViewRing), beacons_(kBeaconRing) {}

View LoopCounter::view_of(base::StoryId story, std::string_view address, std::string_view user_agent) {
    const auto hash = hash_(user_agent);
    const auto name = hash & ~std::uint64_t{1};
    auto& known = known_[(hash >> 1) % kKnownUserAgents];
    if (known == 0 || (known & ~std::uint64_t{1}) != name) {
        known = name | std::uint64_t{robots_.is_robot(user_agent)};
    }
    return View{.story = story, .user_agent = hash, .address = address_bytes(address), .robot = (known & 1) != 0};
}

void LoopCounter::count(base::StoryId story, std::string_view address, std::string_view user_agent) {
    if (!views_.push(view_of(story, address, user_agent))) {
        lost_.fetch_add(1, std::memory_order_relaxed);
    }
    wakeup_->view_added();
}

bool LoopCounter::count_durably(base::StoryId story, std::string_view address, std::string_view user_agent,
                                std::move_only_function<void(base::Result<void>)>& durable) {
    Beacon beacon{.view = view_of(story, address, user_agent), .durable = std::move(durable)};
    const bool taken = beacons_.push(std::move(beacon));
    if (!taken) {
        // NOLINTNEXTLINE(bugprone-use-after-move): what the ring did not take it left as it was.
        durable = std::move(beacon.durable);
    }
    wakeup_->beacon_added();
    return taken;
}

}  // namespace stoppress::readership
