// SPDX-License-Identifier: GPL-3.0-or-later
// String functions for all sources of an import. ASCII rules only; use story/text.hpp for Unicode.
// Thread: any; pure functions.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/text/percent.hpp"
#include "base/text/replace.hpp"
#include "base/text/utf8.hpp"

namespace stoppress::importing {

using base::append_utf8;
using base::ascii_lower;
using base::equals_ignoring_case;
using base::hex_pair;
using base::is_ascii_digit;
using base::is_ascii_letter;
using base::percent_decoded;
using base::replace_all;

/// HTML's white space and vertical tab, as the programs that we import from see it.
inline constexpr std::string_view kSpaces = " \t\n\r\f\v";
[[nodiscard]] constexpr bool is_space(char c) {
    return kSpaces.contains(c);
}
/// Without leading and trailing white space; a view into `text`.
[[nodiscard]] constexpr std::string_view trim(std::string_view text) {
    return base::trimmed(text, kSpaces);
}
/// Views into `text` between the separators, including empty ones.
[[nodiscard]] std::vector<std::string_view> split(std::string_view text, char separator);
/// Collapses runs of white space to one space and trims.
[[nodiscard]] std::string single_line(std::string_view text);
/// At most `bytes` bytes of `text`, not cut inside a character.
[[nodiscard]] std::string_view cut(std::string_view text, std::size_t bytes);
/// `text` with & < > " as references, as input of document::from_html. Not for pages: those use document::Html.
void append_escaped(std::string& out, std::string_view text);
[[nodiscard]] std::string escaped(std::string_view text);
/// The text of HTML source in one line: tags removed, references resolved.
[[nodiscard]] std::string text_of_html(std::string_view html);
/// The text of Markdown source in one line.
[[nodiscard]] std::string text_of_markdown(std::string_view markdown);
/// The end of the run of backquotes at `at` or, if it opens a code span, the end of that span.
[[nodiscard]] std::size_t behind_code(std::string_view markdown, std::size_t at);
/// Markdown with numeric references (&#8221;) replaced by their characters, outside of code and if they are not ASCII:
/// a Markdown parser that detects links would include the reference's own characters.
[[nodiscard]] std::string with_plain_references(std::string_view markdown);
/// A path (and query, if there is one) in the canonical form in which addresses are compared: only bytes that need it
/// are encoded, as %XX in upper case; it starts with one '/' and has no "." or ".." segments and no fragment. Nothing
/// if that is not possible, or if it is longer than kMaxAddressBytes.
[[nodiscard]] std::optional<std::string> canonical_path(std::string_view path);
/// The scheme of an absolute address in lower case ("https"); empty for a relative one.
[[nodiscard]] std::string scheme_of(std::string_view address);
[[nodiscard]] bool is_web_address(std::string_view address);

}  // namespace stoppress::importing
