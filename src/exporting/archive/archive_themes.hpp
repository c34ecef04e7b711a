// SPDX-License-Identifier: GPL-3.0-or-later
// The site's own themes in an archive.
// Flow:   SITE/themes -> ArchiveFolder
// Thread: one at a time.
#pragma once

#include <filesystem>

#include "base/result.hpp"
#include "exporting/archive/archive_folder.hpp"
#include "exporting/exporting.hpp"

namespace stoppress::exporting {

/// Fails with `conflict` if `target` lies in the folder `themes` of `site`, also by a link: the archive would have itself in it.
[[nodiscard]] base::Result<void> refuse_in_themes(const std::filesystem::path& site, const std::filesystem::path& target);

/// Every file in the folder `themes` of `site`, if there is one. Links are left out, and counted as lost.
base::Result<void> write_themes(const std::filesystem::path& site, ArchiveFolder& folder, Exported& exported);

}  // namespace stoppress::exporting
