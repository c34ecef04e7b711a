// SPDX-License-Identifier: GPL-3.0-or-later
// Classes of bytes in a request's head (RFC 9110, 9112), and comparison of names. ASCII only, whatever the locale.
// Thread: any; pure functions.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "base/text/ascii.hpp"

namespace stoppress::http {

// Classes of characters, as bits.
inline constexpr std::uint8_t kToken = 1;  ///< method and field names
inline constexpr std::uint8_t kValue = 2;  ///< field values: visible, space, tab
inline constexpr std::uint8_t kPath = 4;   ///< a path as sent, '%' included
inline constexpr std::uint8_t kQuery = 8;  ///< a query as sent
inline constexpr std::uint8_t kHost = 16;  ///< a host name or address, with port
inline constexpr std::uint8_t kDigit = 32;

namespace detail {
consteval std::array<std::uint8_t, 256> make_character_classes() {
    std::array<std::uint8_t, 256> classes{};
    const auto mark = [&classes](std::string_view characters, std::uint8_t with) {
        for (const char character : characters) {
            classes[static_cast<unsigned char>(character)] |= with;
        }
    };
    constexpr std::string_view kAlphanumeric = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    mark(kAlphanumeric, kToken | kPath | kHost);
    mark("0123456789", kDigit);
    mark("!#$%&'*+-.^_`|~", kToken);
    // Browsers send '|', '[' and ']' unencoded; they encode the other characters outside RFC 3986.
    mark("-._~!$&'()*+,;=:@/%|[]", kPath);
    mark("-._:[]", kHost);
    for (std::size_t i = 0x20; i < 0x7f; ++i) {
        classes[i] |= kValue;
        if (i != ' ' && i != '#') {
            classes[i] |= kQuery;
        }
    }
    classes['\t'] |= kValue;
    return classes;
}
inline constexpr std::array<std::uint8_t, 256> kCharacterClasses = make_character_classes();
}  // namespace detail

[[nodiscard]] constexpr bool is_in(char character, std::uint8_t classes) {
    return (detail::kCharacterClasses[static_cast<unsigned char>(character)] & classes) != 0;
}

[[nodiscard]] constexpr bool all_in(std::string_view text, std::uint8_t classes) {
    for (const char character : text) {
        if (!is_in(character, classes)) {
            return false;
        }
    }
    return true;
}

/// Whether `text` equals `lower_case`, ignoring the case of ASCII letters.
[[nodiscard]] constexpr bool is_name(std::string_view text, std::string_view lower_case) {
    if (text.size() != lower_case.size()) {
        return false;
    }
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (base::ascii_lower(text[i]) != lower_case[i]) {
            return false;
        }
    }
    return true;
}

/// Without leading and trailing spaces and tabs, HTTP's white space.
[[nodiscard]] constexpr std::string_view trim(std::string_view text) {
    return base::trimmed(text, " \t");
}

/// Removes the next element of a separated list from `list` and returns it, trimmed.
[[nodiscard]] constexpr std::string_view next_element(std::string_view& list, char separator = ',') {
    const std::size_t end = list.find(separator);
    const std::string_view element = list.substr(0, end);
    list = end == std::string_view::npos ? std::string_view{} : list.substr(end + 1);
    return trim(element);
}

}  // namespace stoppress::http
