// SPDX-License-Identifier: GPL-3.0-or-later
// Dates as Jekyll reads them: first as YAML does, and then as Ruby's Time.parse, in the site's time zone. Measured with Jekyll 4.3.1 on
// Ruby 3.1.
// Thread: any; pure functions.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "importing/hugo/front_matter/dates.hpp"
#include "importing/values/value.hpp"

namespace stoppress::importing::jekyll {

/// The moment, with the calendar date and the time of day in `time_zone`, which addresses are made of. A date and time to the second that
/// is not quoted and names no offset is UTC, by YAML; any other without one is in `time_zone`. Nothing for what is not understood.
[[nodiscard]] std::optional<hugo::WrittenDate> read_date(const Value& value, const std::string& time_zone);

/// The date that a file's name begins with, "2020-1-5-name", and what follows it.
[[nodiscard]] std::optional<hugo::DatedName> read_dated_name(std::string_view name, const std::string& time_zone);

}  // namespace stoppress::importing::jekyll
