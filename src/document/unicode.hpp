// SPDX-License-Identifier: GPL-3.0-or-later
// Character rules of documents: characters allowed in a page, single lines, language tags; and the rules of base for
// ASCII and UTF-8.
// Thread: any; pure functions.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "base/text/ascii.hpp"
#include "base/text/utf8.hpp"
#include "document/limits.hpp"

namespace stoppress::document {

using base::append_utf8;
using base::ascii_lower;
using base::equals_ignoring_case;
using base::is_ascii_digit;
using base::is_ascii_letter;
using base::is_space;
using base::is_utf8;
using base::trimmed;

/// Removes what HTML forbids in a page: control characters other than tab, newline and carriage return,
/// and noncharacters.
void drop_forbidden(std::string& text);
/// The same without changing `text`: returns it if nothing is forbidden, otherwise a view of `storage`.
[[nodiscard]] std::string_view without_forbidden(std::string_view text, std::string& storage);

/// Collapses white space, trims it, and removes forbidden characters: for alternative texts, titles and the like.
[[nodiscard]] std::string single_line(std::string_view text);

/// The canonical form of a BCP 47 tag ("pt-BR"); empty if it is not valid.
[[nodiscard]] std::string canonical_tag(std::string_view tag);

/// The digits from 0 to 9 that a language usually writes numbers with (CLDR), in UTF-8; empty for ASCII's, and for
/// languages whose numbers are not decimal.
[[nodiscard]] std::vector<std::string> digits_of(std::string_view language);

/// Fails with `too_large` if the source has more than `most` bytes, or `invalid` if it is not UTF-8. `what` names it in
/// the message: "the Markdown".
[[nodiscard]] base::Result<void> check_source(std::string_view source, std::string_view what, std::size_t most = kMaxSourceBytes);

}  // namespace stoppress::document
