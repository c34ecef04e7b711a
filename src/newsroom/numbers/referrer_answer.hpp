// SPDX-License-Identifier: GPL-3.0-or-later
// Referrers as JSON and as CSV.
// Flow:   store -> ReferrerSums -> answer
// Thread: any; pure functions.
#pragma once

#include <string_view>

#include "base/time/zone_hours.hpp"
#include "newsroom/api/call.hpp"
#include "newsroom/formats/json_writer.hpp"
#include "store/views/records.hpp"

namespace stoppress::newsroom {

/// Writes the member `referrers` of the open object: the first ones, and the sum of the others.
void write_referrers(JsonWriter& json, const store::ReferrerSums& sums, const base::ZoneHours& hours);

/// All referrers that were read, and the views from none of them.
[[nodiscard]] Answer referrers_csv(const store::ReferrerSums& sums, std::string_view file_name);

}  // namespace stoppress::newsroom
