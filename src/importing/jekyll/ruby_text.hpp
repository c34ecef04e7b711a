// SPDX-License-Identifier: GPL-3.0-or-later
// Case as Ruby has it: each character by itself, without a final sigma.
// Thread: any; pure functions.
#pragma once

#include <string>
#include <string_view>

namespace stoppress::importing::jekyll {

[[nodiscard]] std::string ruby_downcase(std::string_view text);
[[nodiscard]] std::string ruby_upcase(std::string_view text);
/// The first character in upper case, the others in lower case.
[[nodiscard]] std::string ruby_capitalize(std::string_view text);

}  // namespace stoppress::importing::jekyll
