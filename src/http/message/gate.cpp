// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/message/gate.hpp"

#include <cstring>

#include "http/message/characters.hpp"
#include "http/message/field_reader.hpp"

namespace stoppress::http {
namespace {

/// Removes the part before `separator`, and the separator, from `rest`; nothing if there is none.
std::optional<std::string_view> take_until(std::string_view& rest, char separator) {
    const std::size_t end = rest.find(separator);
    if (end == std::string_view::npos) {
        return std::nullopt;
    }
    const std::string_view part = rest.substr(0, end);
    rest.remove_prefix(end + 1);
    return part;
}

std::optional<Method> method_of(std::string_view name) {
    if (name == "GET") {
        return Method::get;
    }
    for (const Method method : {Method::head, Method::post, Method::put, Method::patch, Method::delete_, Method::options}) {
        if (name == method_name(method)) {
            return method;
        }
    }
    return std::nullopt;
}

std::optional<Refusal> read_method(std::string_view name, Method& method) {
    if (name.empty() || !all_in(name, kToken)) {
        return malformed("Invalid request line: expected a method.");
    }
    const std::optional<Method> known = method_of(name);
    if (!known) {
        if (name == "CONNECT" || name == "TRACE") {
            return Refusal{Status::method_not_allowed, RefusalReason::method, "Method not allowed."};
        }
        return Refusal{Status::not_implemented, RefusalReason::method, "Unknown method."};
    }
    method = *known;
    return std::nullopt;
}

std::optional<Refusal> read_version(std::string_view version, Head& head) {
    if (version == "HTTP/1.1") {
        return std::nullopt;
    }
    if (version == "HTTP/1.0") {
        head.closes = true;
        return std::nullopt;
    }
    const bool shaped =
        version.size() == 8 && version.starts_with("HTTP/") && is_in(version[5], kDigit) && version[6] == '.' && is_in(version[7], kDigit);
    if (shaped) {
        return Refusal{Status::version_not_supported, RefusalReason::version,
                       "Unsupported HTTP version: only HTTP/1.1 and HTTP/1.0 are supported."};
    }
    return malformed("Invalid request line: expected an HTTP version at the end.");
}

}  // namespace

HeadScanner::Verdict HeadScanner::refuse(Status status, RefusalReason reason, std::string_view detail) {
    refusal_ = {status, reason, detail};
    return Verdict::refused;
}

HeadScanner::Verdict HeadScanner::scan(std::string_view buffer) {
    if (scanned_ == 0 && !buffer.empty() && !is_in(buffer.front(), kToken)) {
        return refuse(Status::bad_request, RefusalReason::malformed, "Invalid request line: expected a method.");
    }
    while (scanned_ < buffer.size() && scanned_ < kMaxHeadBytes) {
        const void* found = std::memchr(buffer.data() + scanned_, '\n', std::min(buffer.size(), kMaxHeadBytes) - scanned_);
        if (found == nullptr) {
            scanned_ = std::min(buffer.size(), kMaxHeadBytes);
            break;
        }
        const auto line_end = static_cast<std::size_t>(static_cast<const char*>(found) - buffer.data());
        if (line_end == line_start_ || buffer[line_end - 1] != '\r') {
            return refuse(Status::bad_request, RefusalReason::malformed, "Invalid request: lines must end in CRLF.");
        }
        scanned_ = line_end + 1;
        const std::size_t length = line_end - 1 - line_start_;
        line_start_ = scanned_;
        if (length == 0) {
            return Verdict::complete;
        }
        if (lines_ == 0 && length > kMaxTargetBytes + std::string_view("OPTIONS  HTTP/1.1").size()) {
            return refuse(Status::uri_too_long, RefusalReason::target_too_long, "The request target is too long.");
        }
        // The request line is the first of them.
        if (++lines_ > kMaxFields + 1) {
            return refuse(Status::fields_too_large, RefusalReason::head_too_large, "Too many header fields.");
        }
    }
    if (lines_ == 0 && scanned_ > kMaxTargetBytes + std::string_view("OPTIONS  HTTP/1.1\r").size()) {
        return refuse(Status::uri_too_long, RefusalReason::target_too_long, "The request target is too long.");
    }
    if (scanned_ >= kMaxHeadBytes) {
        return refuse(Status::fields_too_large, RefusalReason::head_too_large, "The request header is too large.");
    }
    return Verdict::more;
}

std::optional<Refusal> Gate::read_target(std::string_view target, Request& request) {
    if (target.empty() || target.front() != '/') {
        return malformed("Invalid request target: expected a path.");
    }
    if (target.size() > kMaxTargetBytes) {
        return Refusal{Status::uri_too_long, RefusalReason::target_too_long, "The request target is too long."};
    }
    const std::size_t mark = target.find('?');
    const std::string_view query = mark == std::string_view::npos ? std::string_view{} : target.substr(mark + 1);
    if (!all_in(query, kQuery)) {
        return malformed("Invalid character in the query.");
    }
    const DecodedPath decoded = decode_path(target.substr(0, mark), decoded_);
    if (decoded.fault == PathFault::malformed) {
        return Refusal{Status::bad_request, RefusalReason::path, "Invalid character or percent-encoding in the path."};
    }
    if (decoded.fault == PathFault::not_canonical) {
        return Refusal{Status::not_found, RefusalReason::path, "Not found."};
    }
    request.target = target;
    request.path = Path(decoded.text);
    request.query = query;
    return std::nullopt;
}

std::optional<Refusal> Gate::read(std::string_view bytes, Head& head) {
    head = Head{};
    std::string_view rest = bytes;
    const std::optional<std::string_view> line = take_until(rest, '\r');
    if (!line || rest.empty() || rest.front() != '\n') {
        return malformed("Invalid request line: it must end in CRLF.");
    }
    rest.remove_prefix(1);

    std::string_view line_rest = *line;
    const std::optional<std::string_view> method = take_until(line_rest, ' ');
    const std::optional<std::string_view> target = take_until(line_rest, ' ');
    if (!method || !target) {
        return malformed("Invalid request line: expected a method, a target and a version.");
    }
    // The version is checked before the method: the preface of HTTP/2 has a method of its own.
    if (auto refusal = read_version(line_rest, head)) {
        return refusal;
    }
    if (auto refusal = read_method(*method, head.request.method)) {
        return refusal;
    }
    FieldReader fields(head);
    while (!rest.starts_with("\r\n")) {
        if (auto refusal = fields.read_line(rest)) {
            return refusal;
        }
    }
    if (rest.size() != 2) {
        return malformed("Empty line before the request line.");
    }
    if (auto refusal = fields.finish()) {
        return refusal;
    }
    // Last, so that a request that is ambiguous in other ways is never answered with a mere 404.
    return read_target(*target, head.request);
}

}  // namespace stoppress::http
