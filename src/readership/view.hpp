// SPDX-License-Identifier: GPL-3.0-or-later
// A view as it leaves its loop, before it is checked (repeat or not, known story or not).
// Flow:   LoopCounter -> View, Beacon -> Counting
// Owner:  its loop, then the counting thread. Never written to disk.
// Thread: plain data.
#pragma once

#include <boost/container_hash/hash.hpp>

#include <array>
#include <cstdint>
#include <functional>
#include <type_traits>

#include "base/ids.hpp"
#include "base/result.hpp"

namespace stoppress::readership {

/// A client's address in 16 bytes: IPv4 as ::ffff:a.b.c.d; of IPv6 only the /64 network, which one
/// household or phone has.
using AddressBytes = std::array<std::uint8_t, 16>;

/// The number of the host that a reader came from; Referrers has its name.
using ReferrerId = std::uint32_t;
inline constexpr ReferrerId kNoReferrer = 0;  ///< unknown
inline constexpr ReferrerId kWithinSite = 1;  ///< from the site's own pages
inline constexpr ReferrerId kFirstReferrer = 2;

struct View {
    base::StoryId story{};
    std::uint64_t user_agent = 0;  ///< keyed hash
    AddressBytes address{};
    ReferrerId referrer = kNoReferrer;
    std::uint32_t times = 1;  ///< more than 1 only for views summed up before they were checked
    bool robot = false;

    friend bool operator==(const View&, const View&) = default;
};
// A slot of the rings.
static_assert(std::is_trivially_copyable_v<View> && sizeof(View) == 48);

/// `user_agent` is already a keyed hash, so nobody outside can choose views that collide.
struct ViewHash {
    [[nodiscard]] std::size_t operator()(const View& view) const {
        auto hash = static_cast<std::size_t>(view.user_agent);
        boost::hash_combine(hash, view.story.value);
        boost::hash_combine(hash, boost::hash_range(view.address.begin(), view.address.end()));
        boost::hash_combine(hash, view.referrer);
        return hash;
    }
};

/// A view whose sender waits until it is durable.
struct Beacon {
    View view;
    std::move_only_function<void(base::Result<void>)> durable{};
};

}  // namespace stoppress::readership
