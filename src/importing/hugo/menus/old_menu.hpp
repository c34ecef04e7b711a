// SPDX-License-Identifier: GPL-3.0-or-later
// The menu at the top of a Hugo site's pages, in the site's first language: entries of the configuration, of pages, and of sections if the
// site asks for them. Its order and what entries lead to are as Hugo 0.111.3 shows them.
// Flow:   SiteConfig, SiteReader -> MenuEntry -> OldSite
// Thread: any; a pure function.
#pragma once

#include "importing/site/old_site.hpp"

namespace stoppress::importing::hugo {

class SiteReader;

/// Adds its links to `old`, and notes of what is left out. `site` has been read.
void read_old_menu(const SiteReader& site, OldSite& old);

}  // namespace stoppress::importing::hugo
