// SPDX-License-Identifier: GPL-3.0-or-later
// Points in time as the store keeps them (milliseconds since 1970, UTC) and their text forms.
// Thread: any; pure functions.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace stoppress::base {

using Time = std::chrono::sys_time<std::chrono::milliseconds>;

[[nodiscard]] inline std::int64_t to_milliseconds(Time time) {
    return time.time_since_epoch().count();
}
[[nodiscard]] inline Time from_milliseconds(std::int64_t milliseconds) {
    return Time{std::chrono::milliseconds{milliseconds}};
}

/// RFC 3339 in UTC: "2026-03-01T09:30:00Z"; milliseconds only where there are any.
[[nodiscard]] std::string format_rfc3339(Time time);

/// Parses RFC 3339 (any offset, fraction cut to milliseconds); nothing for any other text or for years outside 1..9999.
[[nodiscard]] std::optional<Time> parse_rfc3339(std::string_view text);

/// IMF-fixdate of RFC 9110 §5.6.7: "Sun, 06 Nov 1994 08:49:37 GMT".
[[nodiscard]] std::string format_http_date(Time time);

/// RFC 822 with a four-digit year, as RSS 2.0 requires: "Sun, 06 Nov 1994 08:49:37 +0000".
[[nodiscard]] std::string format_rfc822(Time time);

}  // namespace stoppress::base
