// SPDX-License-Identifier: GPL-3.0-or-later
// Text in Ghost's tree: runs, line breaks and links.
// Thread: any; pure functions.
#pragma once

#include <boost/json/array.hpp>

#include <string>

#include "document/document.hpp"

namespace stoppress::exporting {

/// Whether Ghost has nodes for all of it and draws them as they are.
[[nodiscard]] bool is_plain_text(const document::Inlines& inlines);
/// The nodes of text for which is_plain_text().
[[nodiscard]] boost::json::array lexical_inlines(const document::Inlines& inlines);
/// Its letters alone, as Ghost makes the id of a heading from them.
[[nodiscard]] std::string letters_of(const document::Inlines& inlines);

}  // namespace stoppress::exporting
