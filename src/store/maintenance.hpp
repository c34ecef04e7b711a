// SPDX-License-Identifier: GPL-3.0-or-later
// Backup, restore and check of a whole site folder.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "settings/settings.hpp"
#include "store/records.hpp"

namespace stoppress::store {

/// Told of progress: done and total, in the work's own unit; total 0 where it is not known.
using Progress = std::function<void(std::uint64_t done, std::uint64_t total)>;

enum class Pictures : std::uint8_t { included, left_out };

/// Writes everything of the site into the one file `target` (which must not exist), also while `serve` runs. The file appears only when it
/// is whole. Without pictures it is for a trial that does not look at them.
base::Result<void> backup(const settings::Settings& settings, const std::filesystem::path& target, const Progress& progress,
                          Pictures pictures = Pictures::included);

/// Lays the site of `backup_file` out in `new_folder`, which must not exist or be empty. `corrupt` where the file is not a whole backup.
base::Result<void> restore(const std::filesystem::path& backup_file, const std::filesystem::path& new_folder, const Progress& progress);

/// One thing that does not hold.
struct Finding {
    std::string where;
    std::string what;
};

struct CheckReport {
    std::vector<std::string> checked;  ///< what was verified, with counts
    std::vector<Finding> findings;
};

/// Whether a picture's files are there and hold what their names say; the failure says which does not. Called once for each picture, and
/// once for each of its renditions, which names no original. Files of pictures are not the
/// store's, so that whoever knows them says it.
using VerifyMedium = std::function<base::Result<void>(const Medium&)>;

/// Verifies everything that can be verified: file integrity, foreign keys, each body parses, addresses, change log, sums of views, and each
/// picture where `verify_medium` is given.
base::Result<CheckReport> check(const settings::Settings& settings, const Progress& progress, const VerifyMedium& verify_medium = {});

}  // namespace stoppress::store
