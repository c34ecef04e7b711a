// SPDX-License-Identifier: GPL-3.0-or-later
// Escapes text for HTML and XML: the same function for element content and quoted attributes of both.
// Thread: any; pure functions.
#pragma once

#include <string>
#include <string_view>

namespace stoppress::render {

/// `text` with & < > " ' as references, and without characters that neither HTML nor XML 1.0 allows: control characters
/// except tab, line feed and carriage return, U+FFFE and U+FFFF. The marks of pages.hpp are control characters, so no
/// text can contain them.
[[nodiscard]] std::string escape_text(std::string_view text);

/// JSON made safe inside a script element: < > & and the two Unicode line separators become \u escapes.
[[nodiscard]] std::string escape_json_in_script(std::string_view json);

}  // namespace stoppress::render
