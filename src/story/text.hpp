// SPDX-License-Identifier: GPL-3.0-or-later
// What Unicode's rules say about a story's text: teaser, slug, reading time, direction.
// Thread: any; pure functions, no I/O.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace stoppress::story {

enum class Direction { left_to_right, right_to_left };

/// "ltr" or "rtl", as in HTML's dir attribute.
[[nodiscard]] std::string_view to_string(Direction direction);

/// Whether it is all ASCII, for which most of Unicode's rules are simple.
[[nodiscard]] bool is_ascii(std::string_view text);

/// `text` cut to at most `graphemes` characters as a reader sees them (UAX #29 grapheme clusters), at a word boundary
/// of `language` (BCP 47), with "…" if it was cut (the mark counts). Runs of white space become one space.
[[nodiscard]] std::string teaser(std::string_view text, std::string_view language, std::size_t graphemes);

/// Lower-case ASCII words joined by '-', transliterated by ICU; at most kMaxSlugLength bytes, cut between words if
/// possible. Empty if `text` has no letters or digits (only punctuation or emoji).
[[nodiscard]] std::string slug(std::string_view text);

/// The slug of a headline or name in its own script: lower-case words joined by '-', at most kMaxSlugLength bytes, cut
/// between words or characters. Words in Latin letters are those of slug(); of other scripts letters, digits and the
/// marks that belong to them stay, without vowel points of Arabic and Hebrew. Empty if `text` has no letters or digits.
[[nodiscard]] std::string own_slug(std::string_view text);

/// Whether `slug` is valid: 1..kMaxSlugLength bytes of lower-case letters, digits and marks of any script (UTF-8, NFC) and
/// '-', with no '-' at either end. In addresses it is percent-encoded.
[[nodiscard]] bool is_slug(std::string_view slug);

/// Whether it is a slug of a-z, 0-9 and '-' alone, as imports make them.
[[nodiscard]] bool is_latin_slug(std::string_view slug);

/// Minutes to read `text` silently, at least 1. Words are separated by spaces, or by ICU's dictionaries for languages
/// written without spaces (Thai, Chinese, Japanese).
[[nodiscard]] int reading_minutes(std::string_view text, std::string_view language);

/// The direction of the script that `language` is written in (CLDR likely subtags).
[[nodiscard]] Direction direction_of(std::string_view language);

/// The canonical form of a BCP 47 language tag ("pt-BR"), or empty if it is not valid.
[[nodiscard]] std::string canonical_language(std::string_view tag);

/// Whether the bytes are well-formed UTF-8 without NUL.
[[nodiscard]] bool is_utf8(std::string_view text);

inline constexpr std::size_t kMaxSlugLength = 120;  ///< bytes; leaves room in an address of 255 bytes for the date before it

}  // namespace stoppress::story
