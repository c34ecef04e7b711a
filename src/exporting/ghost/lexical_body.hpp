// SPDX-License-Identifier: GPL-3.0-or-later
// A body as Lexical, the tree of Ghost's editor: what has a node of its own there is one and can be edited; what has none (tables, footnotes,
// languages, pictures with texts in galleries) or would lose something (headings whose id is not Ghost's) is a card of HTML.
// Source: the nodes of @tryghost/kg-default-nodes 2 and what @tryghost/kg-lexical-html-renderer 1.5 makes of them (Ghost 5 and 6).
// Thread: any; a pure function.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "document/document.hpp"

namespace stoppress::exporting {

/// Stands for the address of the Ghost site in addresses of a body: lexical_body() writes Ghost's own mark for it.
inline constexpr std::string_view kGhostSite = "https://ghost-url.stoppress.invalid";
/// Ghost's.
inline constexpr std::string_view kGhostMark = "__GHOST_URL__";

struct LexicalParts {
    std::vector<std::string> opening{};  ///< paragraphs of plain text before the body
    document::Document body;
    std::vector<std::string> closing{};  ///< HTML behind it
};

/// The JSON of the whole tree.
[[nodiscard]] std::string lexical_body(LexicalParts parts);

}  // namespace stoppress::exporting
