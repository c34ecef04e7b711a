// SPDX-License-Identifier: GPL-3.0-or-later
// Percent-encoding of addresses (RFC 3986). Which characters need it depends on the part of the address, so the caller says that.
// Thread: any; pure functions.
#pragma once

#include <string>
#include <string_view>

#include "base/text/ascii.hpp"

namespace stoppress::base {

/// The value of a hexadecimal digit; -1 if it is none.
[[nodiscard]] constexpr int hex_digit(char digit) {
    const char lower = ascii_lower(digit);
    return is_ascii_digit(lower) ? lower - '0' : lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

/// The value of two hexadecimal digits at the start of `digits`; -1 if there are none.
[[nodiscard]] constexpr int hex_pair(std::string_view digits) {
    const int high = digits.size() < 2 ? -1 : hex_digit(digits[0]);
    const int low = digits.size() < 2 ? -1 : hex_digit(digits[1]);
    return high < 0 || low < 0 ? -1 : high * 16 + low;
}

/// Appends "%C3" for the byte 0xC3.
inline void append_percent(std::string& text, char c) {
    constexpr std::string_view kDigits = "0123456789ABCDEF";
    const auto byte = static_cast<unsigned char>(c);
    text += '%';
    text += kDigits[byte >> 4U];
    text += kDigits[byte & 15U];
}

/// The unreserved characters of RFC 3986, which never need it.
[[nodiscard]] constexpr bool is_unreserved(char c) {
    return is_ascii_letter(c) || is_ascii_digit(c) || c == '-' || c == '.' || c == '_' || c == '~';
}

/// Encodes everything but unreserved characters and those of `kept`.
[[nodiscard]] inline std::string percent_encoded(std::string_view text, std::string_view kept = "") {
    std::string encoded;
    encoded.reserve(text.size() + text.size() / 2);
    for (const char c : text) {
        if (is_unreserved(c) || kept.contains(c)) {
            encoded += c;
        } else {
            append_percent(encoded, c);
        }
    }
    return encoded;
}

/// Decodes each %XX; a percent sign without two hexadecimal digits stays.
[[nodiscard]] inline std::string percent_decoded(std::string_view text) {
    std::string decoded;
    decoded.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        const int byte = text[i] == '%' ? hex_pair(text.substr(i + 1)) : -1;
        decoded += byte < 0 ? text[i] : static_cast<char>(byte);
        i += byte < 0 ? 0 : 2;
    }
    return decoded;
}

}  // namespace stoppress::base
