// SPDX-License-Identifier: GPL-3.0-or-later
// Converts one post or page of an export to a story.
// Flow:   WxrItem -> ImportedStory -> Target
// Thread: any but a loop's, several at once; reads the attachments' temporary file.
#pragma once

#include "importing/files/delivery.hpp"
#include "importing/importing.hpp"
#include "importing/wordpress/site_index.hpp"
#include "store/stories/records.hpp"

namespace stoppress::importing::wordpress {

/// `media` takes files of the --media folder that posts show and that no attachment of the export stands for; nullptr: there is none.
[[nodiscard]] BuiltStory story_of_item(WxrItem item, const SiteIndex& index, const ImportOptions& options, FolderMedia* media);

/// The path and query of an address, whatever its host; nothing if it has no valid path.
[[nodiscard]] std::optional<std::string> path_of_link(std::string_view link);

}  // namespace stoppress::importing::wordpress
