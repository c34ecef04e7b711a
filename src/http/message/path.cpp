// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/message/path.hpp"

#include "base/text/percent.hpp"
#include "base/text/utf8.hpp"
#include "http/limits.hpp"
#include "http/message/characters.hpp"

namespace stoppress::http {
namespace {

/// Decodes every %XX; nothing if one is malformed.
bool decode_percent(std::string_view raw, bool plus_is_space, std::string& decoded) {
    decoded.clear();
    decoded.reserve(raw.size());
    for (std::size_t i = 0; i < raw.size(); ++i) {
        if (raw[i] == '%') {
            const int byte = base::hex_pair(raw.substr(i + 1));
            if (byte < 0) {
                return false;
            }
            decoded += static_cast<char>(byte);
            i += 2;
        } else {
            decoded += plus_is_space && raw[i] == '+' ? ' ' : raw[i];
        }
    }
    return true;
}

bool has_control(std::string_view text) {
    for (const char character : text) {
        if (static_cast<unsigned char>(character) < 0x20 || character == 0x7f) {
            return true;
        }
    }
    return false;
}

bool has_encoded_separator(std::string_view raw) {
    for (std::size_t at = raw.find('%'); at != std::string_view::npos; at = raw.find('%', at + 1)) {
        const std::string_view code = raw.substr(at + 1, 2);
        if (is_name(code, "2f") || is_name(code, "5c")) {
            return true;
        }
    }
    return false;
}

PathFault check_segments(std::string_view path) {
    std::string_view rest = path.substr(1);
    while (!rest.empty()) {
        const std::size_t end = rest.find('/');
        const std::string_view segment = rest.substr(0, end);
        if (segment.empty() || segment == "." || segment == "..") {
            return PathFault::not_canonical;
        }
        rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
    }
    return PathFault::none;
}

}  // namespace

bool Path::is_below(std::string_view prefix) const {
    return text_.starts_with(prefix) && (text_.size() == prefix.size() || text_[prefix.size()] == '/');
}

std::vector<std::string_view> Path::segments() const {
    std::vector<std::string_view> found;
    std::string_view rest = text_.substr(1);
    while (!rest.empty()) {
        const std::size_t end = rest.find('/');
        found.push_back(rest.substr(0, end));
        rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
    }
    return found;
}

DecodedPath decode_path(std::string_view raw, std::string& scratch) {
    if (raw.empty() || raw.front() != '/' || !all_in(raw, kPath)) {
        return {PathFault::malformed, {}};
    }
    std::string_view text = raw;
    if (raw.contains('%')) {
        if (has_encoded_separator(raw) || !decode_percent(raw, false, scratch) || has_control(scratch) || scratch.contains('\\') ||
            !base::is_utf8(scratch)) {
            return {PathFault::malformed, {}};
        }
        text = scratch;
    }
    return {check_segments(text), text};
}

std::string encode_path(std::string_view decoded) {
    return base::percent_encoded(decoded, "/!$&'()*+,;=:@");
}

base::Result<Query> Query::parse(std::string_view raw) {
    Query query;
    while (!raw.empty()) {
        const std::size_t end = raw.find('&');
        const std::string_view parameter = raw.substr(0, end);
        raw = end == std::string_view::npos ? std::string_view{} : raw.substr(end + 1);
        if (parameter.empty()) {
            continue;
        }
        if (query.parameters_.size() == kMaxParameters) {
            return base::fail(base::ErrorCode::invalid, "Too many query parameters.");
        }
        const std::size_t equals = parameter.find('=');
        std::string name;
        std::string value;
        const std::string_view raw_value = equals == std::string_view::npos ? std::string_view{} : parameter.substr(equals + 1);
        if (!decode_percent(parameter.substr(0, equals), true, name) || !decode_percent(raw_value, true, value) || !base::is_utf8(name) ||
            !base::is_utf8(value)) {
            return base::fail(base::ErrorCode::invalid, "Invalid query: expected percent-encoded UTF-8.");
        }
        if (query.get(name)) {
            return base::fail(base::ErrorCode::invalid, "A query parameter was sent twice.");
        }
        query.parameters_.emplace_back(std::move(name), std::move(value));
    }
    return query;
}

std::optional<std::string_view> Query::get(std::string_view name) const {
    for (const auto& [key, value] : parameters_) {
        if (key == name) {
            return value;
        }
    }
    return std::nullopt;
}

}  // namespace stoppress::http
