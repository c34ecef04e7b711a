// SPDX-License-Identifier: GPL-3.0-or-later
// All addresses in a body: of links, pictures and embeds.
// Flow:   Document -> addresses -> store (which files a story uses), reader (which pictures a page looks up)
// Thread: any; pure functions.
#pragma once

#include <functional>

#include "document/document.hpp"

namespace stoppress::document {

/// Calls `each` with every address of the document, in order, duplicates included. The reference is valid
/// during the call.
void for_each_address(const Document& document, const std::function<void(const Address&)>& each);

}  // namespace stoppress::document
