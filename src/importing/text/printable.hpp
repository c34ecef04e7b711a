// SPDX-License-Identifier: GPL-3.0-or-later
// Texts of an old site as one line for people.
// Thread: any; pure function.
#pragma once

#include <string>
#include <string_view>

namespace stoppress::importing {

/// Makes one line of UTF-8, whatever a file's name or a parser's message contains: other bytes as "\\xE9".
[[nodiscard]] std::string printable(std::string_view text);

}  // namespace stoppress::importing
