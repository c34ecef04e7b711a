// SPDX-License-Identifier: GPL-3.0-or-later
// Character rules that look at ASCII alone, whatever the locale; other bytes are left as they are.
// Thread: any; pure functions.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

namespace stoppress::base {

/// HTML's white space: space, tab, newline, form feed, carriage return.
[[nodiscard]] constexpr bool is_space(char c) {
    return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
}
[[nodiscard]] constexpr bool is_ascii_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
[[nodiscard]] constexpr bool is_ascii_digit(char c) {
    return c >= '0' && c <= '9';
}
[[nodiscard]] constexpr char ascii_lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}
[[nodiscard]] inline std::string ascii_lower(std::string_view text) {
    std::string lower(text);
    std::ranges::transform(lower, lower.begin(), [](char c) { return ascii_lower(c); });
    return lower;
}
[[nodiscard]] constexpr bool equals_ignoring_case(std::string_view a, std::string_view b) {
    return std::ranges::equal(a, b, [](char x, char y) { return ascii_lower(x) == ascii_lower(y); });
}

/// Without leading and trailing characters of `spaces`; a view into `text`.
[[nodiscard]] constexpr std::string_view trimmed(std::string_view text, std::string_view spaces = " \n\t\r\f") {
    const auto first = text.find_first_not_of(spaces);
    return first == std::string_view::npos ? text.substr(0, 0) : text.substr(first, text.find_last_not_of(spaces) - first + 1);
}

}  // namespace stoppress::base
