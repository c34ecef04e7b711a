// SPDX-License-Identifier: GPL-3.0-or-later
// The files of a Hugo site's content folders, in one order on every machine. Follows no links.
// Flow: folder -> SourceFile -> ContentPath
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "importing/hugo/site_config.hpp"

namespace stoppress::importing::hugo {

struct SourceFile {
    std::string file;          ///< below its content folder
    std::string name;          ///< for reports: below the site
    std::size_t language = 0;  ///< of the content folder
    bool in_leaf_bundle = false;
    std::string problem;    ///< why it cannot be read at all (a link that leads out); empty: none
    bool harmless = false;  ///< the problem loses nothing: skipped, not refused
};

struct SiteFolders {
    std::filesystem::path site;
    std::vector<std::pair<std::filesystem::path, std::size_t>> content;  ///< each content folder with its language
};

/// Where the site of `path` lies, which may be the site's folder or its content folder. `path` as given where it has no configuration.
[[nodiscard]] std::filesystem::path site_folder_of(const std::filesystem::path& path);

/// The content folders of the site. Fails where there is none, or one leads out of the site.
[[nodiscard]] base::Result<SiteFolders> find_folders(const std::filesystem::path& path, const SiteConfig& config);

/// All files below, sorted by folder and name.
[[nodiscard]] base::Result<std::vector<SourceFile>> list_files(const SiteFolders& folders);

}  // namespace stoppress::importing::hugo
