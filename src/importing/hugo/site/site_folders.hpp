// SPDX-License-Identifier: GPL-3.0-or-later
// Where the pages and files of a Hugo site lie: its content, static and asset folders, those of its languages, of its themes and of
// other modules, and what its mounts say. And how a file is found by its place on the site.
// Flow:   SiteConfig -> SiteFolders -> SourceFile, SiteFile
// Thread: any but a loop's; reads folders. The functions of SiteFolders any, several at once.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "importing/files/folder_media.hpp"
#include "importing/hugo/site/mount_filter.hpp"
#include "importing/hugo/site/site_config.hpp"

namespace stoppress::importing::hugo {

/// A folder (or one file) that is read as a part of a component.
struct Mount {
    std::filesystem::path source;         ///< absolute
    std::string target;                   ///< its place below the component, without '/' at its ends; empty: the whole
    std::size_t language = 0;             ///< of pages in it whose file names name none
    std::shared_ptr<MountFilter> filter;  ///< which of its files are read; nullptr: all
};

/// A file by its place on the site.
struct SiteFile {
    std::filesystem::path folder;  ///< below which `name` is; both for read_file_below()
    std::string name;
    std::string shown;         ///< for reports: relative to the site
    std::size_t language = 0;  ///< of its folder
};

[[nodiscard]] inline FolderFile folder_file(const SiteFile& file) {
    return {file.folder, file.name, file.shown};
}

/// Of each list, an earlier folder's file hides a later one's at the same place.
struct SiteFolders {
    std::filesystem::path site;
    std::vector<Mount> content;
    std::vector<Mount> statics;
    std::vector<Mount> assets;
    std::vector<std::string> notes;  ///< what of the configuration could not be followed

    /// The file at a place below content, of that language if it has a folder of its own, else of any. The place is "news/x/a.png".
    [[nodiscard]] std::optional<SiteFile> content_file(std::string_view place, std::size_t language) const;
    [[nodiscard]] std::optional<SiteFile> static_file(std::string_view place) const;
    [[nodiscard]] std::optional<SiteFile> asset_file(std::string_view place) const;

private:
    [[nodiscard]] std::optional<SiteFile> find(const std::vector<Mount>& mounts, std::string_view place,
                                               std::optional<std::size_t> language) const;
};

/// Whether `path` is `folder` or below it, by their names alone.
[[nodiscard]] bool is_below(const std::filesystem::path& path, const std::filesystem::path& folder);

/// Whether a relative name stays inside its folder.
[[nodiscard]] bool stays_inside(std::string_view name);

/// The site's folder for `path`, which may be that folder or its content folder. Returns `path` if there is no configuration.
[[nodiscard]] std::filesystem::path site_folder_of(const std::filesystem::path& path);

/// The folders of the site. Fails if there is none with content, or if one with content leads out of the site.
[[nodiscard]] base::Result<SiteFolders> find_folders(const std::filesystem::path& path, const SiteConfig& config);

}  // namespace stoppress::importing::hugo
