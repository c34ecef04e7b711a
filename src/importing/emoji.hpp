// SPDX-License-Identifier: GPL-3.0-or-later
// ":tada:" and the like, as GitHub and Hugo (enableEmoji) write emoji: the names that texts for readers use.
#pragma once

#include <string>
#include <string_view>

namespace stoppress::importing {

/// `text` with each known name between colons as its character; code between backquotes stays as it is.
[[nodiscard]] std::string with_emoji(std::string_view text);

}  // namespace stoppress::importing
