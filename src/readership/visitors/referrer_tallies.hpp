// SPDX-License-Identifier: GPL-3.0-or-later
// The referrers of the readers in the open tallies.
// Hours are numbered as by base::ZoneHours in the site's time zone.
// Flow:   ViewDeduplicator -> ReferrerTallies -> ViewBatch
// Thread: the counting thread.
#pragma once

#include <boost/unordered/unordered_flat_map.hpp>

#include <cstdint>
#include <span>
#include <string>
#include <tuple>
#include <vector>

#include "readership/counting/view_batch.hpp"

namespace stoppress::readership {

class ReferrerTallies {
public:
    /// The tally of a host, story and hour; nullptr if too many are open: the referrer then counts as unknown.
    [[nodiscard]] ReferrerTally* at(base::StoryId story, base::Hour hour, std::string host);

    /// Returns the open tallies and removes them.
    [[nodiscard]] std::vector<ReferrerTally> take();
    /// Restores the page views of a failed batch.
    void restore(std::span<const ReferrerTally> tallies);

private:
    std::vector<ReferrerTally> open_;
    boost::unordered_flat_map<std::tuple<std::int64_t, std::int64_t, std::string>, std::uint32_t> places_;
};

}  // namespace stoppress::readership
