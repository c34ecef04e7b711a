// SPDX-License-Identifier: GPL-3.0-or-later
// The normal form of a block's text: equal trees have the same one. Part of normalise().
// Thread: any; pure functions.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "document/document.hpp"

namespace stoppress::document {

/// Whether the fragment is one that the serialiser uses for footnotes, which a link of the text must not use.
[[nodiscard]] bool is_footnote_fragment(const Address& address);
/// Whether a link with this text, in a footnote, is a link back to the text, which the serialiser writes by itself.
[[nodiscard]] bool is_back_link_text(std::string_view text);

/// Joins runs with equal properties, collapses white space and removes it at the ends and next to line breaks, removes
/// empty runs and references to footnotes beyond the first `footnotes`.
void normalise_inlines(Inlines& inlines, std::size_t footnotes, bool in_footnote = false);

/// Makes a language tag canonical, or empty if it is not valid.
void normalise_language(std::string& language);

/// The text of the runs, with line breaks as spaces.
[[nodiscard]] std::string plain_text(const Inlines& inlines);

/// Whether two runs have the same properties, so that their texts can be joined.
[[nodiscard]] bool same_properties(const Inline& a, const Inline& b);

}  // namespace stoppress::document
