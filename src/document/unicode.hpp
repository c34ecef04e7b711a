// SPDX-License-Identifier: GPL-3.0-or-later
// Character rules: valid UTF-8, characters allowed in a page, white space, language tags.
// Thread: any; pure functions.
#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"
#include "document/limits.hpp"

namespace stoppress::document {

/// Well-formed UTF-8 (RFC 3629: no surrogates, no overlong forms, nothing above U+10FFFF). NUL is allowed.
[[nodiscard]] bool is_well_formed(std::string_view text);

/// Removes what HTML forbids in a page: control characters other than tab, newline and carriage return,
/// and noncharacters.
void drop_forbidden(std::string& text);
/// The same without changing `text`: returns it if nothing is forbidden, otherwise a view of `storage`.
[[nodiscard]] std::string_view without_forbidden(std::string_view text, std::string& storage);

/// Collapses white space, trims it, and removes forbidden characters: for alternative texts, titles and the like.
[[nodiscard]] std::string single_line(std::string_view text);

/// The canonical form of a BCP 47 tag ("pt-BR"); empty if it is not valid.
[[nodiscard]] std::string canonical_tag(std::string_view tag);

/// Appends a code point as UTF-8.
void append_utf8(std::string& text, char32_t code_point);

/// HTML's white space: space, tab, newline, form feed, carriage return.
[[nodiscard]] constexpr bool is_space(char c) {
    return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
}
[[nodiscard]] constexpr bool is_ascii_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
[[nodiscard]] constexpr bool is_ascii_digit(char c) {
    return c >= '0' && c <= '9';
}
[[nodiscard]] constexpr char ascii_lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}
[[nodiscard]] std::string ascii_lower(std::string_view text);
[[nodiscard]] bool equals_ignoring_case(std::string_view a, std::string_view b);
[[nodiscard]] std::string_view trimmed(std::string_view text);

/// Fails with `too_large` if the source has more than `most` bytes, or `invalid` if it is not UTF-8. `what` names it in
/// the message: "the Markdown".
[[nodiscard]] base::Result<void> check_source(std::string_view source, std::string_view what, std::size_t most = kMaxSourceBytes);

}  // namespace stoppress::document
