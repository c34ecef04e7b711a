// SPDX-License-Identifier: GPL-3.0-or-later
// All addresses in a body: of links, pictures and embeds.
// Flow:   Document -> addresses -> store (which files a story uses), reader (which pictures a page looks up)
//         importing -> change_addresses() -> Document
// Thread: any; pure functions.
#pragma once

#include <functional>

#include "document/document.hpp"

namespace stoppress::document {

/// Calls `each` with every address of the document, in order, duplicates included. The reference is valid
/// during the call.
void for_each_address(const Document& document, const std::function<void(const Address&)>& each);

/// Called in the order of the document; true: it was changed.
struct AddressChanges {
    std::function<bool(Image&)> image;   ///< each picture; its link, caption and credit are changed by `link`
    std::function<bool(Address&)> link;  ///< each address that text or a picture links to; may be empty
};

/// Changes addresses, but not those of embeds, and brings the document into its normal form if anything changed: two links that were
/// written differently may be equal now.
void change_addresses(Document& document, const AddressChanges& changes);

}  // namespace stoppress::document
