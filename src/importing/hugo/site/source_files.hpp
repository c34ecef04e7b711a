// SPDX-License-Identifier: GPL-3.0-or-later
// The files of a Hugo site's content folders, in the same order on every machine. Does not follow links.
// Flow:   folder -> SourceFile -> ContentPath
// Thread: any but a loop's; reads folders.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "importing/hugo/site/site_config.hpp"

namespace stoppress::importing::hugo {

struct SourceFile {
    std::string file;          ///< relative to its content folder
    std::string name;          ///< for reports: relative to the site
    std::size_t language = 0;  ///< of the content folder
    bool in_leaf_bundle = false;
    std::string problem;    ///< why it cannot be read at all (a link that leads out of the site); empty: none
    bool harmless = false;  ///< nothing is lost by the problem: skipped, not refused
};

struct SiteFolders {
    std::filesystem::path site;
    std::vector<std::pair<std::filesystem::path, std::size_t>> content;  ///< each content folder with its language
};

/// The site's folder for `path`, which may be that folder or its content folder. Returns `path` if
/// there is no configuration.
[[nodiscard]] std::filesystem::path site_folder_of(const std::filesystem::path& path);

/// The content folders of the site. Fails if there is none, or if one leads out of the site.
[[nodiscard]] base::Result<SiteFolders> find_folders(const std::filesystem::path& path, const SiteConfig& config);

/// All files in them, sorted by folder and name.
[[nodiscard]] base::Result<std::vector<SourceFile>> list_files(const SiteFolders& folders);

/// Gives each file that Hugo ignores (ignoreFiles) that as its harmless problem. Fails with `invalid` if one of the patterns
/// is no regular expression, `too_large` if there are more than a hundred.
[[nodiscard]] base::Result<void> leave_out_ignored(std::vector<SourceFile>& files, const std::filesystem::path& site,
                                                   const std::vector<std::string>& patterns);

}  // namespace stoppress::importing::hugo
