// SPDX-License-Identifier: GPL-3.0-or-later
#include "readership/visitors/referrer_tallies.hpp"

#include <utility>

#include "readership/limits.hpp"

namespace stoppress::readership {

ReferrerTally* ReferrerTallies::at(base::StoryId story, base::Hour hour, std::string host) {
    const std::tuple key{story.value, base::to_number(hour), std::move(host)};
    if (const auto found = places_.find(key); found != places_.end()) {
        return &open_[found->second];
    }
    if (open_.size() >= kPendingReferrers) {
        return nullptr;
    }
    places_.emplace(key, static_cast<std::uint32_t>(open_.size()));
    return &open_.emplace_back(ReferrerTally{.story = story, .hour = hour, .host = std::get<2>(key)});
}

std::vector<ReferrerTally> ReferrerTallies::take() {
    places_.clear();
    return std::exchange(open_, {});
}

void ReferrerTallies::restore(std::span<const ReferrerTally> tallies) {
    for (const auto& back : tallies) {
        if (back.pages > 0) {
            if (auto* tally = at(back.story, back.hour, back.host)) {
                tally->pages += back.pages;
            }
        }
    }
}

}  // namespace stoppress::readership
