// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers for the hosts that readers come from, so that a View is a few plain bytes. Clients can invent hosts, so only
// the latest are remembered, for longer than a view takes to be stored.
// Flow:   host -> Referrers (number) -> View -> Referrers (host) -> ReferrerTallies
// Thread: any. Loops cache numbers while generation() stays the same, so they take the lock only for hosts that are new
//         to them.
#pragma once

#include <boost/unordered/unordered_flat_map.hpp>

#include <atomic>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/threads/mutex.hpp"
#include "readership/view.hpp"

namespace stoppress::readership {

class Referrers {
public:
    /// `site_url`: the address of the site's own pages.
    explicit Referrers(std::string_view site_url);

    /// The number of a host returned by referrer_host().
    [[nodiscard]] ReferrerId id(std::string_view host);
    /// Its host; the store's name for the site's own pages; or its name for other hosts, if the number is
    /// no longer remembered.
    [[nodiscard]] std::string name(ReferrerId id) const;

    /// Changes when hosts are numbered again. Takes no lock.
    [[nodiscard]] std::uint32_t generation() const { return generation_.load(std::memory_order_relaxed); }

private:
    /// The hosts with numbers from `first` on.
    struct Hosts {
        ReferrerId first = kFirstReferrer;
        std::vector<std::string> names{};
        [[nodiscard]] const std::string* find(ReferrerId id) const;
    };
    /// Starts a new generation and forgets the one before the last.
    void renew() REQUIRES(mutex_);

    std::string own_;
    std::atomic<std::uint32_t> generation_{1};
    mutable base::Mutex mutex_;
    // Two generations.
    Hosts current_ GUARDED_BY(mutex_);
    Hosts former_ GUARDED_BY(mutex_);
    boost::unordered_flat_map<std::string, ReferrerId> numbers_ GUARDED_BY(mutex_);  ///< for current_
};

}  // namespace stoppress::readership
