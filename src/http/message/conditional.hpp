// SPDX-License-Identifier: GPL-3.0-or-later
// Conditional and range requests (RFC 9110 §13, §14), for handlers that know the version of their answer.
// Thread: any; pure functions.
#pragma once

#include <string_view>

#include "base/time/time.hpp"
#include "http/message/request.hpp"
#include "http/message/response.hpp"

namespace stoppress::http {

/// Whether If-None-Match names `etag` ("\"abc\"" or "W/\"abc\"", compared weakly) or is "*".
[[nodiscard]] bool names_etag(std::string_view if_none_match, std::string_view etag);

/// Whether If-Match names `etag` by strong comparison or is "*"; a malformed field never matches.
[[nodiscard]] bool matches_strongly(std::string_view if_match, std::string_view etag);

/// Parses an IMF-fixdate; nothing for anything else (the obsolete forms are treated like a missing field).
[[nodiscard]] std::optional<base::Time> parse_http_date(std::string_view text);

/// Whether the client has the current version: by If-None-Match if it is given, else by If-Modified-Since.
[[nodiscard]] bool is_current(const PublicRequest& request, std::string_view etag, std::optional<base::Time> modified = std::nullopt);

/// Reduces a 200 to one range of bytes if the request asks for one (206, or 416 if there is no such range), and
/// adds Accept-Ranges. Several ranges, a failed If-Range or a malformed field get the whole body. `etag`: the
/// answer's own, strong.
void apply_range(const PublicRequest& request, std::string_view etag, Response& response);

}  // namespace stoppress::http
