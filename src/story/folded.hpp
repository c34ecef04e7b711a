// SPDX-License-Identifier: GPL-3.0-or-later
// Case folding, for comparing text without regard to case in any script.
// Thread: any; a pure function.
#pragma once

#include <string>
#include <string_view>

namespace stoppress::story {

/// Unicode's full case folding. Bytes that are not UTF-8 become U+FFFD.
[[nodiscard]] std::string folded(std::string_view text);

}  // namespace stoppress::story
