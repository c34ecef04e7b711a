// SPDX-License-Identifier: GPL-3.0-or-later
// Views that nobody made, spread over stories as readers' are: new stories more than old ones, days more than nights, some from other
// sites. The same seed, stories and hour give the same views.
// Thread: any; pure functions.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/ids.hpp"
#include "store/records.hpp"

namespace stoppress::cli {

struct ViewedStory {
    base::StoryId id;
    std::int64_t published = 0;  ///< the hour in which
};

struct SyntheticViews {
    std::vector<store::ViewCount> counts;
    std::vector<store::ReferrerCount> referrers;  ///< of the same hour; never more than the story's count

    [[nodiscard]] std::int64_t views() const;
};

/// Appends one hour's. `hour`: of base::ZoneHours. `day`: what a whole day has, about. `share`: how much of the hour is over, 0 to 1.
void add_hour(SyntheticViews& views, std::span<const ViewedStory> stories, std::int64_t hour, std::int64_t day, double share,
              std::uint64_t seed);

}  // namespace stoppress::cli
