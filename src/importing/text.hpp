// SPDX-License-Identifier: GPL-3.0-or-later
// Small questions about strings that every source of an import asks. ASCII rules only; what needs Unicode asks story/text.hpp.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace stoppress::importing {

[[nodiscard]] constexpr bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
[[nodiscard]] constexpr bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
[[nodiscard]] constexpr bool is_space(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v';
}
[[nodiscard]] constexpr char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

[[nodiscard]] std::string lower(std::string_view text);
[[nodiscard]] bool equal_ignoring_case(std::string_view a, std::string_view b);
/// Without white space at both ends; a view into `text`.
[[nodiscard]] std::string_view trim(std::string_view text);
/// Views into `text` between the separators; empty ones kept.
[[nodiscard]] std::vector<std::string_view> split(std::string_view text, char separator);
/// Runs of white space as one space, none at the ends.
[[nodiscard]] std::string single_line(std::string_view text);
/// At most `bytes` of `text`, not cut within a character.
[[nodiscard]] std::string_view cut(std::string_view text, std::size_t bytes);
[[nodiscard]] std::string replace_all(std::string_view text, std::string_view what, std::string_view with);
/// `text` with & < > " as references, to be read again by document::from_html. Not for pages: those get document::Html.
void append_escaped(std::string& out, std::string_view text);
[[nodiscard]] std::string escaped(std::string_view text);
/// The text that HTML source means, in one line: tags gone, references resolved.
[[nodiscard]] std::string text_of_html(std::string_view html);
/// The text that Markdown source means, in one line.
[[nodiscard]] std::string text_of_markdown(std::string_view markdown);
/// Behind the run of backquotes at `at`, and where such a run closes it, behind that: Markdown's code, which means what it says.
[[nodiscard]] std::size_t behind_code(std::string_view markdown, std::size_t at);
/// Markdown with numeric references (&#8221;) as their characters, outside of code and where they are no ASCII: an address that a reader of
/// Markdown links by itself would take the reference's own characters along.
[[nodiscard]] std::string with_plain_references(std::string_view markdown);
/// Two hexadecimal digits as their value; -1 where they are none.
[[nodiscard]] int hex_pair(std::string_view digits);
/// %XX resolved; nothing else.
[[nodiscard]] std::string percent_decoded(std::string_view text);
/// A path (with query, where there is one) in the one form in which addresses are compared: every byte that need not be encoded is not, the
/// others are %XX in upper case, it starts with one '/', has no "." or ".." segments and no fragment. Nothing where that cannot be, or
/// where it is longer than kMaxAddressBytes.
[[nodiscard]] std::optional<std::string> canonical_path(std::string_view path);
/// The scheme of an absolute address, in lower case ("https"); empty for anything relative.
[[nodiscard]] std::string scheme_of(std::string_view address);
[[nodiscard]] bool is_web_address(std::string_view address);

}  // namespace stoppress::importing
