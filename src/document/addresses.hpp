// SPDX-License-Identifier: GPL-3.0-or-later
// All addresses that a body names: of links, pictures and embeds.
// Flow:   Document -> addresses -> store (which files a story shows), reader (which pictures a page looks up)
// Thread: any; pure functions.
#pragma once

#include <functional>

#include "document/document.hpp"

namespace stoppress::document {

/// Calls `each` with every address of the document, in its order, doubles included. The view given is of the document.
void for_each_address(const Document& document, const std::function<void(const Address&)>& each);

}  // namespace stoppress::document
