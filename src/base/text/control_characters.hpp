// SPDX-License-Identifier: GPL-3.0-or-later
// Finds control characters before a TOML parser sees them. TOML forbids them, and toml++ 3.3 fails an assertion on
// some. A file that was cut off by a crash may be full of zeros.
// Thread: any; pure functions.
#pragma once

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string_view>

namespace stoppress::base {

/// The line (from 1) of the first control character that is neither a tab nor part of a line ending; nothing if there
/// is none.
[[nodiscard]] inline std::optional<std::size_t> line_of_control_character(std::string_view text) {
    const auto is_control = [](unsigned char c) { return (c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0x7F; };
    const auto found = std::ranges::find_if(text, is_control);
    if (found == text.end()) {
        return std::nullopt;
    }
    return 1 + static_cast<std::size_t>(std::count(text.begin(), found, '\n'));
}

}  // namespace stoppress::base
