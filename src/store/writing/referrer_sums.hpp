// SPDX-License-Identifier: GPL-3.0-or-later
// Where readers came from, by hour: for the whole site and for each story, no more hosts than limits.hpp says. Kept in the transaction that
// adds views up.
// Flow:   add_view_counts -> referrer_hour, story_referrer -> ReadSnapshot::numbers, story_numbers
// Thread: that of the session. All throw what Session throws.
#pragma once

#include <span>

#include "store/records.hpp"
#include "store/sql/session.hpp"

namespace stoppress::store {

/// Adds counts, each host of a story and hour once. Hosts that an hour has no room for are added to kOtherSites.
void add_referrer_sums(Session& session, std::span<const ReferrerCount> counts);

/// Notes from which hour on it is known where readers came from, unless that is noted already.
void note_referrers_since(Session& session, std::int64_t hour);
/// Notes that it is known from `hour` on, unless it is from an earlier one.
void note_referrers_from(Session& session, std::int64_t hour);
/// That hour; `otherwise` where it is not noted.
[[nodiscard]] std::int64_t referrers_since(Session& session, std::int64_t otherwise);

}  // namespace stoppress::store
