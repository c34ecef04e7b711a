// SPDX-License-Identifier: GPL-3.0-or-later
// Lists of slugs and tags as one text, separated by spaces, which neither can hold; and names made from slugs.
// Thread: any; no state.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace stoppress::store {

[[nodiscard]] std::string join_words(std::span<const std::string> words);
[[nodiscard]] std::vector<std::string> split_words(std::string_view text);

/// "climate-change" -> "Climate change": until somebody gives a topic or section a name.
[[nodiscard]] std::string name_from_slug(std::string_view slug);
/// "jane-doe" -> "Jane Doe".
[[nodiscard]] std::string person_from_slug(std::string_view slug);

}  // namespace stoppress::store
