// SPDX-License-Identifier: GPL-3.0-or-later
// Text as it is compared where case does not count, in any script that has it.
// Thread: any; a pure function.
#pragma once

#include <string>
#include <string_view>

namespace stoppress::story {

/// Unicode's full case folding. What is not UTF-8 has U+FFFD in its place.
[[nodiscard]] std::string folded(std::string_view text);

}  // namespace stoppress::story
