// SPDX-License-Identifier: GPL-3.0-or-later
// UTF-8: whether bytes are it, and writing a character.
// Thread: any; pure functions.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace stoppress::base {

/// Well-formed UTF-8 (RFC 3629: no surrogates, no overlong forms, nothing above U+10FFFF). NUL is allowed.
[[nodiscard]] bool is_utf8(std::string_view text);

/// The number of code points in UTF-8 text.
[[nodiscard]] std::size_t characters(std::string_view text);

/// Appends a code point, which must not be a surrogate or above U+10FFFF.
void append_utf8(std::string& text, char32_t code_point);

}  // namespace stoppress::base
