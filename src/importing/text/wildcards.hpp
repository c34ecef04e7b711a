// SPDX-License-Identifier: GPL-3.0-or-later
// Patterns of names with '*' and '?', as site generators have them in their configuration.
// Thread: any; a pure function.
#pragma once

#include <cstdint>
#include <string_view>

namespace stoppress::importing {

enum class Letters : std::uint8_t { as_written, of_any_case };

/// Whether the whole text matches: '*' stands for any characters, also '/' and none, '?' for one byte, all others for themselves.
/// Takes at most as many steps as the product of both lengths.
[[nodiscard]] bool matches_wildcards(std::string_view pattern, std::string_view text, Letters letters = Letters::as_written);

}  // namespace stoppress::importing
