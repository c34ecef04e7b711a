// SPDX-License-Identifier: GPL-3.0-or-later
// Referrers by hour, for the whole site and for each story, with at most as many hosts as limits.hpp says. Updated in
// the transaction that adds views to the sums.
// Hours are numbered as by base::ZoneHours in the site's time zone.
// Flow:   add_view_counts -> referrer_hour, story_referrer -> NumbersReader
// Thread: the Session's. All throw what Session throws.
#pragma once

#include <span>

#include "store/sql/session.hpp"
#include "store/views/records.hpp"

namespace stoppress::store {

/// Adds counts, with each host of a story and hour at most once. Hosts beyond an hour's limit are added to kOtherSites.
void add_referrer_sums(Session& session, std::span<const ReferrerCount> counts);

/// Records the first hour with known referrers, unless one is recorded already.
void note_referrers_since(Session& session, base::Hour hour);
/// Records `hour` as the first one with known referrers, unless an earlier one is recorded.
void note_referrers_from(Session& session, base::Hour hour);
/// The first hour with known referrers; `otherwise` if none is recorded.
[[nodiscard]] base::Hour referrers_since(Session& session, base::Hour otherwise);

}  // namespace stoppress::store
