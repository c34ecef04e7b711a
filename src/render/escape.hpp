// SPDX-License-Identifier: GPL-3.0-or-later
// Text made fit for a place in HTML or XML: one function, for element content and quoted attributes of both. Any thread.
#pragma once

#include <string>
#include <string_view>

namespace stoppress::render {

/// `text` with & < > " ' as references, and without what neither HTML nor XML 1.0 can carry: control characters but tab, line feed and
/// carriage return, U+FFFE and U+FFFF. The marks of pages.hpp are control characters, so no text can bring one.
[[nodiscard]] std::string escape_text(std::string_view text);

/// JSON made fit to stand inside a script element: < > & and the two Unicode line separators as \u escapes.
[[nodiscard]] std::string escape_json_in_script(std::string_view json);

}  // namespace stoppress::render
