// SPDX-License-Identifier: GPL-3.0-or-later
// The comments of a post: with the paragraphs and quotes that WordPress shows them with, and who of the site's authors wrote them.
// Flow:   WxrItem, SiteIndex -> comments_of_item() -> Delivery
// Thread: any but a loop's, several at once.
#pragma once

#include <vector>

#include "importing/importing.hpp"
#include "importing/wordpress/site_index.hpp"

namespace stoppress::importing::wordpress {

/// In the order of the export. Moves the comments' texts out of `item`.
[[nodiscard]] std::vector<BuiltComment> comments_of_item(WxrItem& item, const SiteIndex& index, const ImportOptions& options);

}  // namespace stoppress::importing::wordpress
