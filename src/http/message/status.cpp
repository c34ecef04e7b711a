// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/message/status.hpp"

#include <array>

namespace stoppress::http {
namespace {

struct Entry {
    Status status;
    std::string_view line;
};

constexpr std::array kEntries{
    Entry{Status::ok, "HTTP/1.1 200 OK\r\n"},
    Entry{Status::created, "HTTP/1.1 201 Created\r\n"},
    Entry{Status::accepted, "HTTP/1.1 202 Accepted\r\n"},
    Entry{Status::no_content, "HTTP/1.1 204 No Content\r\n"},
    Entry{Status::partial_content, "HTTP/1.1 206 Partial Content\r\n"},
    Entry{Status::moved_permanently, "HTTP/1.1 301 Moved Permanently\r\n"},
    Entry{Status::found, "HTTP/1.1 302 Found\r\n"},
    Entry{Status::see_other, "HTTP/1.1 303 See Other\r\n"},
    Entry{Status::not_modified, "HTTP/1.1 304 Not Modified\r\n"},
    Entry{Status::temporary_redirect, "HTTP/1.1 307 Temporary Redirect\r\n"},
    Entry{Status::permanent_redirect, "HTTP/1.1 308 Permanent Redirect\r\n"},
    Entry{Status::bad_request, "HTTP/1.1 400 Bad Request\r\n"},
    Entry{Status::unauthorized, "HTTP/1.1 401 Unauthorized\r\n"},
    Entry{Status::forbidden, "HTTP/1.1 403 Forbidden\r\n"},
    Entry{Status::not_found, "HTTP/1.1 404 Not Found\r\n"},
    Entry{Status::method_not_allowed, "HTTP/1.1 405 Method Not Allowed\r\n"},
    Entry{Status::not_acceptable, "HTTP/1.1 406 Not Acceptable\r\n"},
    Entry{Status::request_timeout, "HTTP/1.1 408 Request Timeout\r\n"},
    Entry{Status::conflict, "HTTP/1.1 409 Conflict\r\n"},
    Entry{Status::gone, "HTTP/1.1 410 Gone\r\n"},
    Entry{Status::length_required, "HTTP/1.1 411 Length Required\r\n"},
    Entry{Status::precondition_failed, "HTTP/1.1 412 Precondition Failed\r\n"},
    Entry{Status::content_too_large, "HTTP/1.1 413 Content Too Large\r\n"},
    Entry{Status::uri_too_long, "HTTP/1.1 414 URI Too Long\r\n"},
    Entry{Status::unsupported_media_type, "HTTP/1.1 415 Unsupported Media Type\r\n"},
    Entry{Status::range_not_satisfiable, "HTTP/1.1 416 Range Not Satisfiable\r\n"},
    Entry{Status::expectation_failed, "HTTP/1.1 417 Expectation Failed\r\n"},
    Entry{Status::misdirected_request, "HTTP/1.1 421 Misdirected Request\r\n"},
    Entry{Status::unprocessable_content, "HTTP/1.1 422 Unprocessable Content\r\n"},
    Entry{Status::precondition_required, "HTTP/1.1 428 Precondition Required\r\n"},
    Entry{Status::too_many_requests, "HTTP/1.1 429 Too Many Requests\r\n"},
    Entry{Status::fields_too_large, "HTTP/1.1 431 Request Header Fields Too Large\r\n"},
    Entry{Status::internal_error, "HTTP/1.1 500 Internal Server Error\r\n"},
    Entry{Status::not_implemented, "HTTP/1.1 501 Not Implemented\r\n"},
    Entry{Status::service_unavailable, "HTTP/1.1 503 Service Unavailable\r\n"},
    Entry{Status::gateway_timeout, "HTTP/1.1 504 Gateway Timeout\r\n"},
    Entry{Status::version_not_supported, "HTTP/1.1 505 HTTP Version Not Supported\r\n"},
    Entry{Status::insufficient_storage, "HTTP/1.1 507 Insufficient Storage\r\n"},
};

}  // namespace

std::string_view status_line(Status status) {
    for (const Entry& entry : kEntries) {
        if (entry.status == status) {
            return entry.line;
        }
    }
    return "HTTP/1.1 500 Internal Server Error\r\n";
}

std::string_view reason_phrase(Status status) {
    constexpr std::size_t kBefore = std::string_view("HTTP/1.1 200 ").size();
    std::string_view line = status_line(status);
    line.remove_prefix(kBefore);
    line.remove_suffix(2);
    return line;
}

Status status_of(base::ErrorCode code) {
    switch (code) {
        case base::ErrorCode::malformed:
            return Status::bad_request;
        case base::ErrorCode::invalid:
            return Status::unprocessable_content;
        case base::ErrorCode::not_found:
            return Status::not_found;
        case base::ErrorCode::gone:
            return Status::gone;
        case base::ErrorCode::conflict:
            return Status::conflict;
        case base::ErrorCode::stale:
            return Status::precondition_failed;
        case base::ErrorCode::unconditional:
            return Status::precondition_required;
        case base::ErrorCode::unauthenticated:
            return Status::unauthorized;
        case base::ErrorCode::forbidden:
            return Status::forbidden;
        case base::ErrorCode::too_large:
            return Status::content_too_large;
        case base::ErrorCode::unsupported:
            return Status::unsupported_media_type;
        case base::ErrorCode::unavailable:
            return Status::service_unavailable;
        case base::ErrorCode::outcome_unknown:
            return Status::gateway_timeout;
        case base::ErrorCode::key_reused:
            return Status::unprocessable_content;
        case base::ErrorCode::key_in_use:
            return Status::conflict;
        case base::ErrorCode::too_many:
            return Status::too_many_requests;
        case base::ErrorCode::corrupt:
        case base::ErrorCode::io:
        case base::ErrorCode::internal:
            return Status::internal_error;
    }
    return Status::internal_error;
}

}  // namespace stoppress::http
