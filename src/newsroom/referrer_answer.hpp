// SPDX-License-Identifier: GPL-3.0-or-later
// Where readers came from, as JSON and as CSV.
// Flow:   store -> ReferrerSums -> answer
// Thread: any.
#pragma once

#include <string_view>

#include "base/zone_hours.hpp"
#include "newsroom/call.hpp"
#include "newsroom/json_writer.hpp"
#include "store/records.hpp"

namespace stoppress::newsroom {

/// The member `referrers` of the object that is open: the first of them, and what the others come to.
void write_referrers(JsonWriter& json, const store::ReferrerSums& sums, const base::ZoneHours& hours);

/// All that were read, and what came from none of them.
[[nodiscard]] Answer referrers_csv(const store::ReferrerSums& sums, std::string_view file_name);

}  // namespace stoppress::newsroom
