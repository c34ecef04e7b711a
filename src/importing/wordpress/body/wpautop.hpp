// SPDX-License-Identifier: GPL-3.0-or-later
// Adds paragraphs and line breaks to text of WordPress's classic editor, which stores none: blank lines separate
// paragraphs, single newlines break lines, block elements are left alone. Line numbers do not change.
// Thread: any; a pure function.
#pragma once

#include <string>
#include <string_view>

namespace stoppress::importing::wordpress {

[[nodiscard]] std::string with_paragraphs(std::string_view text);

}  // namespace stoppress::importing::wordpress
