// SPDX-License-Identifier: GPL-3.0-or-later
// Conditional and range requests (RFC 9110 §13, §14), for handlers that know their answer's version.
#pragma once

#include <string_view>

#include "base/time.hpp"
#include "http/request.hpp"
#include "http/response.hpp"

namespace stoppress::http {

/// Whether If-None-Match names `etag` ("\"abc\"" or "W/\"abc\"", compared weakly) or is "*".
[[nodiscard]] bool names_etag(std::string_view if_none_match, std::string_view etag);

/// Whether If-Match names `etag` by strong comparison or is "*"; a malformed field names nothing.
[[nodiscard]] bool matches_strongly(std::string_view if_match, std::string_view etag);

/// Reads an IMF-fixdate; nothing for anything else (the obsolete forms are ignored, as a missing field is).
[[nodiscard]] std::optional<base::Time> parse_http_date(std::string_view text);

/// Whether the client has the answer already: by If-None-Match where it is given, else by If-Modified-Since.
[[nodiscard]] bool is_current(const PublicRequest& request, std::string_view etag, std::optional<base::Time> modified = std::nullopt);

/// Serves one range of bytes of a 200 where the request asks for one (206, or 416 where there is no such range), and says
/// Accept-Ranges. Several ranges, a failed If-Range or anything malformed get the whole. `etag`: the answer's own, strong.
void apply_range(const PublicRequest& request, std::string_view etag, Response& response);

}  // namespace stoppress::http
