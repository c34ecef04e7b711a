// SPDX-License-Identifier: GPL-3.0-or-later
#include "readership/visitors/referrers.hpp"

#include <limits>
#include <utility>

#include "readership/limits.hpp"
#include "readership/visitors/referrer_host.hpp"
#include "store/views/records.hpp"

namespace stoppress::readership {

Referrers::Referrers(std::string_view site_url) {
    HostBuffer buffer{};
    own_ = referrer_host(site_url, buffer);
}

const std::string* Referrers::Hosts::find(ReferrerId id) const {
    return id >= first && id - first < names.size() ? &names[id - first] : nullptr;
}

ReferrerId Referrers::id(std::string_view host) {
    if (host.empty()) {
        return kNoReferrer;
    }
    if (host == own_) {
        return kWithinSite;
    }
    const base::Lock lock(mutex_);
    if (const auto found = numbers_.find(std::string(host)); found != numbers_.end()) {
        return found->second;
    }
    if (current_.names.size() >= kReferrersOnTheirWay) {
        renew();
    }
    const auto id = current_.first + static_cast<ReferrerId>(current_.names.size());
    current_.names.emplace_back(host);
    numbers_.emplace(host, id);
    return id;
}

std::string Referrers::name(ReferrerId id) const {
    if (id == kWithinSite) {
        return std::string(store::kWithinSite);
    }
    const base::Lock lock(mutex_);
    for (const auto* hosts : {&current_, &former_}) {
        if (const auto* host = hosts->find(id)) {
            return *host;
        }
    }
    return std::string(store::kOtherSites);
}

void Referrers::renew() {
    const auto next = current_.first + static_cast<ReferrerId>(current_.names.size());
    // Starts again long before the numbers overflow: by then the first ones are no longer in use.
    constexpr auto kLast = std::numeric_limits<ReferrerId>::max() / 2;
    former_ = std::exchange(current_, Hosts{.first = next > kLast ? kFirstReferrer : next});
    numbers_.clear();
    generation_.fetch_add(1, std::memory_order_relaxed);
}

}  // namespace stoppress::readership
