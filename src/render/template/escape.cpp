// SPDX-License-Identifier: GPL-3.0-or-later
#include "render/template/escape.hpp"

namespace stoppress::render {

namespace {

/// How many bytes at `at` form a character that is not allowed in a page; 0 if it is allowed.
std::size_t forbidden_bytes(std::string_view text, std::size_t at) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte < 0x20) {
        return byte == '\t' || byte == '\n' || byte == '\r' ? 0 : 1;
    }
    if (byte == 0x7F) {
        return 1;
    }
    if (byte == 0xC2 && at + 1 < text.size()) {
        const auto next = static_cast<unsigned char>(text[at + 1]);
        return next >= 0x80 && next <= 0x9F ? 2 : 0;
    }
    if (byte == 0xEF && text.substr(at, 2) == "\xEF\xBF" && at + 2 < text.size()) {
        const auto next = static_cast<unsigned char>(text[at + 2]);
        return next == 0xBE || next == 0xBF ? 3 : 0;
    }
    return 0;
}

std::string_view reference(char character) {
    switch (character) {
        case '&':
            return "&amp;";
        case '<':
            return "&lt;";
        case '>':
            return "&gt;";
        case '"':
            return "&quot;";
        case '\'':
            return "&#39;";
        default:
            return {};
    }
}

}  // namespace

std::string escape_text(std::string_view text) {
    std::string escaped;
    escaped.reserve(text.size() + text.size() / 16);
    for (std::size_t at = 0; at < text.size();) {
        if (const std::size_t skipped = forbidden_bytes(text, at); skipped != 0) {
            at += skipped;
            continue;
        }
        if (const std::string_view replacement = reference(text[at]); !replacement.empty()) {
            escaped += replacement;
        } else {
            escaped += text[at];
        }
        ++at;
    }
    return escaped;
}

std::string escape_json_in_script(std::string_view json) {
    std::string escaped;
    escaped.reserve(json.size() + 64);
    for (std::size_t at = 0; at < json.size(); ++at) {
        const char character = json[at];
        if (character == '<') {
            escaped += "\\u003c";
        } else if (character == '>') {
            escaped += "\\u003e";
        } else if (character == '&') {
            escaped += "\\u0026";
        } else if (json.substr(at, 3) == "\xE2\x80\xA8" || json.substr(at, 3) == "\xE2\x80\xA9") {
            escaped += json[at + 2] == '\xA8' ? "\\u2028" : "\\u2029";
            at += 2;
        } else {
            escaped += character;
        }
    }
    return escaped;
}

}  // namespace stoppress::render
