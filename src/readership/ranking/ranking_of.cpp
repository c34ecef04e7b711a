// SPDX-License-Identifier: GPL-3.0-or-later
#include "readership/ranking/ranking_of.hpp"

#include "readership/counting/read_views.hpp"
#include "readership/ranking/ranking_lists.hpp"
#include "readership/ranking/story_sums.hpp"

namespace stoppress::readership {

base::Result<std::shared_ptr<const Ranking>> ranking_of(store::ReadSnapshot& snapshot, const base::ZoneHours& hours, base::Time now) {
    StorySums sums(hours.hour_of(now));
    TRY_VOID(read_views(
        snapshot, sums.first_hour(), [&](const store::ViewCount& total, const store::RankingFacts& facts) { sums.put_total(total, facts); },
        [&](const store::ViewCount& hour) { sums.put_hour(hour); }));
    RankingLists lists;
    lists.rebuild(sums);
    return lists.snapshot(sums);
}

}  // namespace stoppress::readership
