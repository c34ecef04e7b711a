// SPDX-License-Identifier: GPL-3.0-or-later
// Logo and icon of a Ghost site: pictures of its content folder, which become this site's as its title does.
// Flow:   SiteIndex, OldFiles -> Delivery, Target
// Thread: the importer's.
#pragma once

#include "importing/files/delivery.hpp"
#include "importing/ghost/old_files.hpp"
#include "importing/ghost/site_index.hpp"

namespace stoppress::importing::ghost {

/// Takes them over where nothing is set here, as the site has no story yet; what cannot be taken is noted. Before the posts.
void take_look(const SiteIndex& index, const OldAddresses& addresses, const OldFiles& files, const ImportRun& run, Delivery& delivery);

}  // namespace stoppress::importing::ghost
