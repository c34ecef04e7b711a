// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/path.hpp"

#include "http/characters.hpp"
#include "http/limits.hpp"

namespace stoppress::http {
namespace {

int hex_value(char digit) {
    if (digit >= '0' && digit <= '9') {
        return digit - '0';
    }
    const char letter = lower(digit);
    return letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : -1;
}

/// Decodes every %XX; nothing if one is malformed.
bool decode_percent(std::string_view raw, bool plus_is_space, std::string& decoded) {
    decoded.clear();
    decoded.reserve(raw.size());
    for (std::size_t i = 0; i < raw.size(); ++i) {
        if (raw[i] == '%') {
            const int high = i + 2 < raw.size() ? hex_value(raw[i + 1]) : -1;
            const int low = i + 2 < raw.size() ? hex_value(raw[i + 2]) : -1;
            if (high < 0 || low < 0) {
                return false;
            }
            decoded += static_cast<char>(high * 16 + low);
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

std::string encode(std::string_view text, std::string_view also_plain) {
    constexpr std::string_view kHex = "0123456789ABCDEF";
    std::string encoded;
    encoded.reserve(text.size() + text.size() / 2);
    for (const char character : text) {
        const bool alphanumeric = is_in(character, kToken) && is_in(character, kHost);
        if (alphanumeric || character == '~' || also_plain.contains(character)) {
            encoded += character;
        } else {
            const auto byte = static_cast<unsigned char>(character);
            encoded += '%';
            encoded += kHex[byte >> 4U];
            encoded += kHex[byte & 15U];
        }
    }
    return encoded;
}

}  // namespace

bool is_utf8(std::string_view bytes) {
    for (std::size_t i = 0; i < bytes.size();) {
        const auto lead = static_cast<unsigned char>(bytes[i]);
        std::size_t length = 1;
        std::uint32_t code = lead;
        std::uint32_t least = 0;
        if (lead >= 0x80) {
            if ((lead & 0xE0U) == 0xC0U) {
                length = 2, code = lead & 0x1FU, least = 0x80;
            } else if ((lead & 0xF0U) == 0xE0U) {
                length = 3, code = lead & 0x0FU, least = 0x800;
            } else if ((lead & 0xF8U) == 0xF0U) {
                length = 4, code = lead & 0x07U, least = 0x10000;
            } else {
                return false;
            }
        }
        if (bytes.size() - i < length) {
            return false;
        }
        for (std::size_t k = 1; k < length; ++k) {
            const auto next = static_cast<unsigned char>(bytes[i + k]);
            if ((next & 0xC0U) != 0x80U) {
                return false;
            }
            code = (code << 6U) | (next & 0x3FU);
        }
        if (code < least || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF)) {
            return false;
        }
        i += length;
    }
    return true;
}

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
            !is_utf8(scratch)) {
            return {PathFault::malformed, {}};
        }
        text = scratch;
    }
    return {check_segments(text), text};
}

std::string encode_path(std::string_view decoded) {
    return encode(decoded, "/!$&'()*+,;=:@");
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
        if (!decode_percent(parameter.substr(0, equals), true, name) || !decode_percent(raw_value, true, value) || !is_utf8(name) ||
            !is_utf8(value)) {
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
