// SPDX-License-Identifier: GPL-3.0-or-later
// The rankings of one state of the store, for programs that do not follow it.
// Flow:   ReadSnapshot -> ranking_of -> Ranking
// Thread: the snapshot's; the ranking is immutable and may be used by any.
#pragma once

#include <memory>

#include "base/result.hpp"
#include "base/time/time.hpp"
#include "base/time/zone_hours.hpp"
#include "readership/ranking/ranking.hpp"

namespace stoppress::store {
class ReadSnapshot;
}  // namespace stoppress::store

namespace stoppress::readership {

/// The rankings of all windows that end at `now`. `hours`: the hours by which views are stored. Takes as much memory as counting does, see
/// StorySum. Fails only if the store does.
[[nodiscard]] base::Result<std::shared_ptr<const Ranking>> ranking_of(store::ReadSnapshot& snapshot, const base::ZoneHours& hours,
                                                                      base::Time now);

}  // namespace stoppress::readership
