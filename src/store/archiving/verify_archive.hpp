// SPDX-License-Identifier: GPL-3.0-or-later
// Whether an archive is whole: exactly the files of its manifest are there, each with its size and hash, and no links.
// Flow:   folder, manifest.json -> verify_archive -> fill_site
// Thread: one.
#pragma once

#include <filesystem>
#include <functional>

#include "base/result.hpp"
#include "store/archiving/manifest.hpp"
#include "store/upkeep/maintenance.hpp"

namespace stoppress::store {

struct VerifiedArchive {
    ArchiveHead head;
    std::uint64_t files = 0;
    std::uint64_t bytes = 0;
};

/// `progress`: in bytes. Fails with `not_found` if the folder has no manifest, `corrupt` naming the file that is missing, changed or too
/// much, `unsupported` for an archive of another version, `unavailable` soon after `interrupted` is true.
[[nodiscard]] base::Result<VerifiedArchive> verify_archive(const std::filesystem::path& folder, const Progress& progress,
                                                           const std::function<bool()>& interrupted);

}  // namespace stoppress::store
