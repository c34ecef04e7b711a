// SPDX-License-Identifier: GPL-3.0-or-later
// A body as the block editor of WordPress keeps it: paragraphs, headings, lists, code, pictures, galleries, embeds and rules are blocks of
// its own; what has no block that its editor would take as it is (quotes, tables, footnotes, languages) is a block of HTML.
// Source: WordPress's block grammar (HTML comments around each block); the markup that its core blocks of 6.x save.
// Thread: any; a pure function.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "document/document.hpp"

namespace stoppress::exporting {

/// `attachment_of`: the id of the attachment at a picture's address; 0 if it is none.
[[nodiscard]] std::string block_markup(const document::Document& document,
                                       const std::function<std::int64_t(std::string_view)>& attachment_of);

}  // namespace stoppress::exporting
