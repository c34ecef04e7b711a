// SPDX-License-Identifier: GPL-3.0-or-later
// The hosts that readers come from, each by a small number, so that a view on its way stays a few plain bytes. Anybody can make hosts up,
// so that only the latest are remembered: for longer than a view is on its way. Flow:   host -> Referrers (number) -> View -> Referrers
// (host) -> ReferrerTallies Thread: any. Loops remember numbers for as long as generation() stays the same, so the lock is taken for hosts
// new to a loop only.
#pragma once

#include <boost/unordered/unordered_flat_map.hpp>

#include <atomic>
#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "readership/view.hpp"

namespace stoppress::readership {

class Referrers {
public:
    /// `site_url`: where the site's own pages are.
    explicit Referrers(std::string_view site_url);

    /// The number of a host that referrer_host() gave.
    [[nodiscard]] ReferrerId id(std::string_view host);
    /// Its host, or what the store calls the site's own pages; or others, where more hosts came since than are remembered.
    [[nodiscard]] std::string name(ReferrerId id) const;

    /// Changes when hosts are numbered anew. Takes no lock.
    [[nodiscard]] std::uint32_t generation() const { return generation_.load(std::memory_order_relaxed); }

private:
    /// Numbers from `first` on.
    struct Hosts {
        ReferrerId first = kFirstReferrer;
        std::vector<std::string> names{};
        [[nodiscard]] const std::string* find(ReferrerId id) const;
    };
    /// Makes room: the former ones are forgotten.
    void renew();

    std::string own_;
    std::atomic<std::uint32_t> generation_{1};
    mutable std::mutex mutex_;
    // Used under it.
    Hosts current_;
    Hosts former_;
    boost::unordered_flat_map<std::string, ReferrerId> numbers_;  ///< of current_
};

}  // namespace stoppress::readership
