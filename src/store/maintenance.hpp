// SPDX-License-Identifier: GPL-3.0-or-later
// Backup, restore and check of a whole site folder.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "settings/settings.hpp"
#include "store/records.hpp"

namespace stoppress::store {

/// Told of progress: done and total, in the work's own unit; total 0 where it is not known.
using Progress = std::function<void(std::uint64_t done, std::uint64_t total)>;

enum class Pictures : std::uint8_t { included, left_out };

/// One picture's file: its path in a backup, below kPicturesFolder, and how many bytes it has.
struct PictureFile {
    std::string path;
    std::uint64_t size = 0;
    friend auto operator<=>(const PictureFile&, const PictureFile&) = default;
};

/// Where a backup has all pictures, wherever the site keeps them.
inline constexpr std::string_view kPicturesFolder = "media/";

/// Pictures that are not in the folder `media` of the site (media.store). The files are not the store's, so that whoever knows them hands
/// them out.
struct PicturesElsewhere {
    std::function<base::Result<std::vector<PictureFile>>()> list;
    std::function<base::Result<std::string>(const PictureFile&)> read;
};

/// Writes everything of the site into the one file `target` (which must not exist), also while `serve` runs. The file appears only when it
/// is whole. Without pictures it is for a trial that does not look at them. `elsewhere`: where media.store is not `media`.
base::Result<void> backup(const settings::Settings& settings, const std::filesystem::path& target, const Progress& progress,
                          Pictures pictures = Pictures::included, const PicturesElsewhere& elsewhere = {});

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
