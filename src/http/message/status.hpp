// SPDX-License-Identifier: GPL-3.0-or-later
// The status codes that this server sends, and the one for each kind of error.
// Thread: any; constants and pure functions.
#pragma once

#include <cstdint>
#include <string_view>

#include "base/result.hpp"

namespace stoppress::http {

enum class Status : std::uint16_t {
    ok = 200,
    created = 201,
    accepted = 202,
    no_content = 204,
    partial_content = 206,
    moved_permanently = 301,
    found = 302,
    see_other = 303,
    not_modified = 304,
    temporary_redirect = 307,
    permanent_redirect = 308,
    bad_request = 400,
    unauthorized = 401,
    forbidden = 403,
    not_found = 404,
    method_not_allowed = 405,
    not_acceptable = 406,
    request_timeout = 408,
    conflict = 409,
    gone = 410,
    length_required = 411,
    precondition_failed = 412,
    content_too_large = 413,
    uri_too_long = 414,
    unsupported_media_type = 415,
    range_not_satisfiable = 416,
    expectation_failed = 417,
    misdirected_request = 421,
    unprocessable_content = 422,
    precondition_required = 428,
    too_many_requests = 429,
    fields_too_large = 431,
    internal_error = 500,
    not_implemented = 501,
    service_unavailable = 503,
    gateway_timeout = 504,
    version_not_supported = 505,
    insufficient_storage = 507
};

/// "404" -> "Not Found".
[[nodiscard]] std::string_view reason_phrase(Status status);

/// "HTTP/1.1 404 Not Found\r\n", for the head of an answer.
[[nodiscard]] std::string_view status_line(Status status);

/// The one table from error codes to status codes.
[[nodiscard]] Status status_of(base::ErrorCode code);

}  // namespace stoppress::http
