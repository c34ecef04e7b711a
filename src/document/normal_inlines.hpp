// SPDX-License-Identifier: GPL-3.0-or-later
// The one form of a block's text: what two trees must share to be equal. Part of normalise().
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "document/document.hpp"

namespace stoppress::document {

/// Whether a fragment is one of those that the serialiser makes for footnotes, which a link of the text cannot use.
[[nodiscard]] bool is_footnote_fragment(const Address& address);
/// Whether a link with this text, in a footnote, is one that leads back to the text: the serialiser writes those by itself.
[[nodiscard]] bool is_back_link_text(std::string_view text);

/// Runs with equal properties joined, white space single and none at the ends or beside line breaks, empty runs and references to
/// none of `footnotes` gone.
void normalise_inlines(Inlines& inlines, std::size_t footnotes, bool in_footnote = false);

/// A language tag in canonical form, or emptied.
void normalise_language(std::string& language);

/// The text of runs alone, line breaks as spaces.
[[nodiscard]] std::string plain_text(const Inlines& inlines);

/// Whether two runs have the same properties, so that their texts can be joined.
[[nodiscard]] bool same_properties(const Inline& a, const Inline& b);

}  // namespace stoppress::document
