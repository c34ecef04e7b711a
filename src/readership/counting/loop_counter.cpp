// SPDX-License-Identifier: GPL-3.0-or-later
#include "readership/counting/loop_counter.hpp"

#include "readership/limits.hpp"
#include "readership/visitors/referrer_host.hpp"

namespace stoppress::readership {

LoopCounter::LoopCounter(const Robots& robots, const UserAgentHash& hash, Referrers& referrers, std::shared_ptr<Wakeup> wakeup)
    : robots_(robots),
      hash_(hash),
      referrers_(referrers),
      wakeup_(std::move(wakeup)),
      known_(kKnownUserAgents),
      known_hosts_(kKnownHosts),
      views_(kViewRing),
      overflow_(kOverflow),
      beacons_(kBeaconRing) {}

ReferrerId LoopCounter::referrer_of(std::string_view referrer) {
    HostBuffer buffer;  // not initialised, because this runs for every view with a referrer
    const auto host = referrer_host(referrer, buffer);
    if (host.empty()) {
        return kNoReferrer;
    }
    // The keyed hash of user agents also serves for hosts: nobody can make two that collide.
    const auto hash = hash_(host);
    const auto generation = referrers_.generation();
    auto& known = known_hosts_[hash % kKnownHosts];
    if (known.hash != hash || known.generation != generation) {
        known = {.hash = hash, .id = referrers_.id(host), .generation = generation};
    }
    return known.id;
}

View LoopCounter::view_of(base::StoryId story, const Visitor& visitor) {
    const auto hash = hash_(visitor.user_agent);
    const auto name = hash & ~std::uint64_t{1};
    auto& known = known_[(hash >> 1) % kKnownUserAgents];
    if (known == 0 || (known & ~std::uint64_t{1}) != name) {
        known = name | std::uint64_t{robots_.is_robot(visitor.user_agent)};
    }
    const bool robot = (known & 1) != 0;
    return View{.story = story,
                .user_agent = hash,
                .address = address_bytes(visitor.address),
                .referrer = robot || visitor.referrer.empty() ? kNoReferrer : referrer_of(visitor.referrer),
                .robot = robot};
}

void LoopCounter::count(base::StoryId story, const Visitor& visitor) {
    const View view = view_of(story, visitor);
    if (!views_.push(View{view}) && !overflow_.add(view)) {
        lost_.fetch_add(1, std::memory_order_relaxed);
    }
    wakeup_->view_added();
}

bool LoopCounter::count_durably(base::StoryId story, const Visitor& visitor, std::move_only_function<void(base::Result<void>)>& durable) {
    Beacon beacon{.view = view_of(story, visitor), .durable = std::move(durable)};
    const bool taken = beacons_.push(std::move(beacon));
    if (!taken) {
        // NOLINTNEXTLINE(bugprone-use-after-move): what the ring did not take it left as it was.
        durable = std::move(beacon.durable);
    }
    wakeup_->beacon_added();
    return taken;
}

}  // namespace stoppress::readership
