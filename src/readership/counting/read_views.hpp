// SPDX-License-Identifier: GPL-3.0-or-later
// All views that one state of the store knows of: those in the sums, and those that are only in the log so far.
// Hours are numbered as by base::ZoneHours in the site's time zone.
// Flow:   ReadSnapshot -> read_views -> StorySums
// Thread: the snapshot's.
#pragma once

#include <functional>

#include "base/result.hpp"
#include "base/time/hour.hpp"
#include "store/views/records.hpp"

namespace stoppress::store {
class ReadSnapshot;
}  // namespace stoppress::store

namespace stoppress::readership {

/// Calls `total` with the sum of each story that was viewed and the facts that rankings need, then `hour` with every count of an hour from
/// `first` on; a story's hour may come in several counts. Holds the logged counts in memory. Fails only if the store does.
base::Result<void> read_views(store::ReadSnapshot& snapshot, base::Hour first,
                              const std::function<void(const store::ViewCount&, const store::RankingFacts&)>& total,
                              const std::function<void(const store::ViewCount&)>& hour);

}  // namespace stoppress::readership
