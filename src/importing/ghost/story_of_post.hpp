// SPDX-License-Identifier: GPL-3.0-or-later
// Converts one post or page of a Ghost export to a story.
// Flow:   Row -> BuiltStory -> Delivery
// Thread: any but a loop's, several at once; takes files into the media library.
#pragma once

#include "importing/files/delivery.hpp"
#include "importing/ghost/addresses/routes.hpp"
#include "importing/ghost/old_files.hpp"
#include "importing/ghost/site_index.hpp"
#include "importing/importing.hpp"

namespace stoppress::importing::ghost {

/// What all posts of a site have in common. The referred objects must outlive it.
struct OldGhost {
    const SiteIndex& index;
    const Routes& routes;
    const OldAddresses& addresses;
    const OldFiles& files;
    const ImportOptions& options;
    std::string file;  ///< name of the export, for reports
};

/// Of a row of "posts".
[[nodiscard]] BuiltStory story_of_post(const Row& row, const OldGhost& site);

}  // namespace stoppress::importing::ghost
