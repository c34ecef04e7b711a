// SPDX-License-Identifier: GPL-3.0-or-later
// Lists of slugs or tags as one text, separated by spaces, which neither can contain; and names made from slugs.
// Thread: any; pure functions.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace stoppress::store {

[[nodiscard]] std::string join_words(std::span<const std::string> words);
[[nodiscard]] std::vector<std::string> split_words(std::string_view text);

/// "climate-change" -> "Climate change": the name of a topic or section until somebody sets one.
[[nodiscard]] std::string name_from_slug(std::string_view slug);
/// "jane-doe" -> "Jane Doe".
[[nodiscard]] std::string person_from_slug(std::string_view slug);

}  // namespace stoppress::store
