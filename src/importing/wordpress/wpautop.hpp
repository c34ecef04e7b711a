// SPDX-License-Identifier: GPL-3.0-or-later
// Paragraphs and line breaks for the text of WordPress's classic editor, which stores none: blank lines part paragraphs, single ones break
// lines, block elements stand for themselves. Lines keep their numbers.
#pragma once

#include <string>
#include <string_view>

namespace stoppress::importing::wordpress {

[[nodiscard]] std::string with_paragraphs(std::string_view text);

}  // namespace stoppress::importing::wordpress
