// SPDX-License-Identifier: GPL-3.0-or-later
// The whole site's views by hour: by section and language, and by author. Updated in the transaction that adds views to
// the sums.
// Hours are numbered as by base::ZoneHours in the site's time zone.
// Flow:   add_view_counts -> site_hour, author_hour -> NumbersReader
// Thread: the Session's. All throw what Session throws.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "store/sql/session.hpp"
#include "store/views/records.hpp"

namespace stoppress::store {

/// Adds views to the sections, languages and authors that their stories have now.
void add_site_sums(Session& session, std::span<const ViewCount> counts);

/// Counts in the form for a server: arrays of equal length, as text.
struct CountArrays {
    explicit CountArrays(std::span<const ViewCount> counts);
    std::string stories = "{";
    std::string hours = "{";
    std::string views = "{";
    std::string robots = "{";
};
/// The same on a server, in two statements, because each is a round trip.
void add_site_sums(Session& session, const CountArrays& counts);

/// The hours from `first` to `last` whose sums differ from their stories' views.
[[nodiscard]] std::vector<base::Hour> wrong_site_hours(Session& session, base::Hour first, base::Hour last);
/// Corrects the sums of the hours from `first` to `last` that differ from their stories' views; returns how many
/// differed. Call it inside a transaction after take_turn().
std::int64_t mend_site_sums(Session& session, base::Hour first, base::Hour last);

}  // namespace stoppress::store
