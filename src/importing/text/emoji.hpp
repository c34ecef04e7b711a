// SPDX-License-Identifier: GPL-3.0-or-later
// ":tada:" and other emoji names, as GitHub and Hugo (enableEmoji) write them: the common ones.
// Thread: any; a pure function.
#pragma once

#include <string>
#include <string_view>

namespace stoppress::importing {

/// Replaces each known name between colons by its character; code between backquotes is left unchanged.
[[nodiscard]] std::string with_emoji(std::string_view text);

}  // namespace stoppress::importing
