// SPDX-License-Identifier: GPL-3.0-or-later
// The files of a Hugo site's content folders, in the same order on every machine. Does not follow links.
// Flow:   folder -> SourceFile -> ContentPath
// Thread: any but a loop's; reads folders.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "importing/hugo/site/site_folders.hpp"

namespace stoppress::importing::hugo {

struct SourceFile {
    std::string file;          ///< its place below content
    std::string name;          ///< for reports, and as what identifies its story: relative to the site
    std::size_t mount = 0;     ///< index into SiteFolders::content
    std::size_t language = 0;  ///< of its folder
    bool in_leaf_bundle = false;
    std::string problem;    ///< why it cannot be read at all (a link that leads out of the site); empty: none
    bool harmless = false;  ///< nothing is lost by the problem: skipped, not refused
};

/// All files below content, sorted by folder and name. One that a file of an earlier folder hides, or that is listed already, has
/// that as its harmless problem. Fails with `too_large` if there are too many.
[[nodiscard]] base::Result<std::vector<SourceFile>> list_files(const SiteFolders& folders);

/// Where the file lies.
[[nodiscard]] std::filesystem::path path_of(const SourceFile& file, const SiteFolders& folders);

/// Gives each file that Hugo ignores (ignoreFiles) that as its harmless problem. Fails with `invalid` if one of the patterns
/// is no regular expression, `too_large` if there are more than a hundred.
[[nodiscard]] base::Result<void> leave_out_ignored(std::vector<SourceFile>& files, const std::filesystem::path& site,
                                                   const std::vector<std::string>& patterns);

}  // namespace stoppress::importing::hugo
