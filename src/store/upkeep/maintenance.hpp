// SPDX-License-Identifier: GPL-3.0-or-later
// Backup, restore and check of a whole site folder.
// Thread: any but a loop's; the caller waits. backup() may run while `serve` does.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "settings/settings.hpp"
#include "store/media/records.hpp"

namespace stoppress::store {

class Session;

/// Called with progress: done and total, in units of the operation; total is 0 if it is not known.
using Progress = std::function<void(std::uint64_t done, std::uint64_t total)>;

enum class Pictures : std::uint8_t { included, left_out };

/// One picture's file: its path in a backup, below kPicturesFolder, and its size in bytes.
struct PictureFile {
    std::string path;
    std::uint64_t size = 0;  ///< bytes
    friend auto operator<=>(const PictureFile&, const PictureFile&) = default;
};

/// The folder of all pictures in a backup, wherever the site keeps them.
inline constexpr std::string_view kPicturesFolder = "media/";

/// Access to pictures that are not in the site's folder `media` (media.store). The store does not know these files, so
/// the caller provides them.
struct PicturesElsewhere {
    std::function<base::Result<std::vector<PictureFile>>()> list;
    std::function<base::Result<std::string>(const PictureFile&)> read;
};

/// Writes the whole site into one file `target`, which must not exist, also while `serve` runs. The file appears only
/// when it is complete. A backup without pictures is meant for tests that do not need them. `elsewhere`: needed if
/// media.store is not `media`.
base::Result<void> backup(const settings::Settings& settings, const std::filesystem::path& target, const Progress& progress,
                          Pictures pictures = Pictures::included, const PicturesElsewhere& elsewhere = {});

/// Extracts `backup_file` into `new_folder`, which must be missing or empty. Fails with `corrupt` if it is not a
/// complete backup.
base::Result<void> restore(const std::filesystem::path& backup_file, const std::filesystem::path& new_folder, const Progress& progress);

/// One problem that was found.
struct Finding {
    std::string where;
    std::string what;
};

struct CheckReport {
    std::vector<std::string> checked;  ///< what was checked, with counts
    std::vector<Finding> findings;
};

/// Verifies that a picture's files exist and match the hashes in their names; the error names the file that does not.
/// It is called once for each picture, and once for each of its renditions, which then has no original. The store does
/// not know these files, so the caller provides this.
using VerifyMedium = std::function<base::Result<void>(const Medium&)>;

/// Adds to `report` what check() finds in the site's database, over a connection that may have a transaction open. Ends with `unavailable`
/// soon after `interrupted` is true.
base::Result<void> check_content(Session& session, const settings::Settings& settings, const Progress& progress,
                                 const VerifyMedium& verify_medium, const std::function<bool()>& interrupted, CheckReport& report);

/// Checks everything that can be checked: file integrity, foreign keys, that each body can be read, addresses, change
/// log, sums of views and, if `verify_medium` is given, each picture.
base::Result<CheckReport> check(const settings::Settings& settings, const Progress& progress, const VerifyMedium& verify_medium = {});

}  // namespace stoppress::store
