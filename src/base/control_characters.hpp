// SPDX-License-Identifier: GPL-3.0-or-later
// Finds what no text file holds, before a parser sees it: TOML forbids these characters, and toml++ 3.3 stops a program with assertions at
// some of them. A file that was cut off by a crash may be full of zeros.
// Thread: any; no state.
#pragma once

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string_view>

namespace stoppress::base {

/// The line (from 1) of the first control character that is neither a tab nor part of an end of line; nothing where there is none.
[[nodiscard]] inline std::optional<std::size_t> line_of_control_character(std::string_view text) {
    const auto is_control = [](unsigned char c) { return (c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0x7F; };
    const auto found = std::ranges::find_if(text, is_control);
    if (found == text.end()) {
        return std::nullopt;
    }
    return 1 + static_cast<std::size_t>(std::count(text.begin(), found, '\n'));
}

}  // namespace stoppress::base
