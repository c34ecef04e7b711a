// SPDX-License-Identifier: GPL-3.0-or-later
// The whole site's views by hour: by section and language, and by author. Kept in the transaction that adds views up.
// Flow:   add_view_counts -> site_hour, author_hour -> ReadSnapshot::numbers
// Thread: that of the session. All throw what Session throws.
#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "store/records.hpp"
#include "store/sql/session.hpp"

namespace stoppress::store {

/// Adds views under what their stories are filed under now.
void add_site_sums(Session& session, std::span<const ViewCount> counts);

/// Counts as a server takes them: arrays of one length, as text.
struct CountArrays {
    explicit CountArrays(std::span<const ViewCount> counts);
    std::string stories = "{";
    std::string hours = "{";
    std::string views = "{";
    std::string robots = "{";
};
/// The same on a server, in two statements: to it each is a journey.
void add_site_sums(Session& session, const CountArrays& counts);

/// Makes the sums of those hours from `first` to `last` anew that are not what their stories were viewed; returns of how many. Within a
/// transaction that has its turn.
std::int64_t mend_site_sums(Session& session, std::int64_t first, std::int64_t last);

}  // namespace stoppress::store
