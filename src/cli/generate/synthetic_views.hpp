// SPDX-License-Identifier: GPL-3.0-or-later
// Generated views, distributed over stories like those of readers: more for new stories than for old ones, more by day
// than at night, some from other sites. The same seed, stories and hour give the same views.
// Thread: any; pure functions.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/ids.hpp"
#include "store/views/records.hpp"

namespace stoppress::cli {

struct ViewedStory {
    base::StoryId id;
    base::Hour published;  ///< the hour of its publication
};

struct SyntheticViews {
    std::vector<store::ViewCount> counts;
    std::vector<store::ReferrerCount> referrers;  ///< of the same hour; never more than the story's count

    [[nodiscard]] std::int64_t views() const;
};

/// Appends the views of one hour. `day`: approximate views of a whole day. `share`: the
/// part of the hour that has passed, 0 to 1.
void add_hour(SyntheticViews& views, std::span<const ViewedStory> stories, base::Hour hour, std::int64_t day, double share,
              std::uint64_t seed);

}  // namespace stoppress::cli
