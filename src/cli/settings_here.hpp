// SPDX-License-Identifier: GPL-3.0-or-later
// What an import has to know of the settings and menus of the site that it writes to.
// Thread: the importer's; the result keeps copies.
#pragma once

#include "base/result.hpp"
#include "importing/site/old_site.hpp"
#include "settings/load.hpp"
#include "store/engine/read_pool.hpp"

namespace stoppress::cli {

/// `loaded` and what the newsroom has set in the database that `pool` reads.
[[nodiscard]] base::Result<importing::SettingsHere> settings_here(settings::Loaded loaded, store::ReadPool& pool);

}  // namespace stoppress::cli
