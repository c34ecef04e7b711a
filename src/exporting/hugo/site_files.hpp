// SPDX-License-Identifier: GPL-3.0-or-later
// What a Hugo site has besides its stories: configuration, names, redirects, and layouts to begin with.
// Flow:   Settings, Filing, Redirects -> OutputFolder
// Thread: the snapshot's.
#pragma once

#include <cstdint>

#include "base/result.hpp"
#include "exporting/exporting.hpp"
#include "exporting/files/output_folder.hpp"
#include "exporting/site_walk.hpp"

namespace stoppress::exporting {

/// hugo.json and the layouts. Lists, feeds and menus get the addresses that they have here.
base::Result<void> write_hugo_site(const ExportRun& run, const OutputFolder& folder);
/// A page for each section, topic and author of `filing`, with its former addresses and aliases.
base::Result<void> write_hugo_terms(const Filing& filing, const Redirects& redirects, const OutputFolder& folder);
/// static/_redirects, which several hosts of static sites read; returns how many it has. None with a query.
base::Result<std::uint64_t> write_redirects(store::ReadSnapshot& snapshot, const Redirects& redirects, const OutputFolder& folder);

}  // namespace stoppress::exporting
