// SPDX-License-Identifier: GPL-3.0-or-later
// The pictures and files of a Ghost site: their addresses there, and where they lie in its content folder.
// Flow:   address in a post -> OldFiles -> FolderMedia
// Thread: any; immutable, but for what FolderMedia guards.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "importing/files/delivery.hpp"
#include "importing/importing.hpp"

namespace stoppress::importing::ghost {

/// Stands in exports for the address of the site, with its folder and without a slash at the end.
inline constexpr std::string_view kSiteMark = "__GHOST_URL__";

/// The addresses of the old site.
class OldAddresses {
public:
    /// `address`: the site's, "https://paper.test/blog"; empty if it is not known.
    explicit OldAddresses(std::string_view address);

    /// The path and what follows it of an address of the old site ("/about/#team"); nothing for one elsewhere.
    [[nodiscard]] std::optional<std::string> path_of(std::string_view address) const;
    /// The folder of the site, "/blog"; empty for most.
    [[nodiscard]] const std::string& folder() const { return folder_; }
    /// "paper.test/blog"; empty if it is not known.
    [[nodiscard]] std::string site() const { return host_ + folder_; }

private:
    std::string host_;  ///< without "www."
    std::string folder_;
};

class OldFiles {
public:
    /// `folder`: the content folder, or its folder of images; `media` nullptr: files stay at their old addresses.
    OldFiles(std::filesystem::path folder, FolderMedia* media) : folder_(std::move(folder)), media_(media) {}

    /// Where a path of the old site leads to a file: its place, "images/2026/11/a.png", whichever size it asks for; empty for any
    /// other path.
    [[nodiscard]] static std::string place_of(std::string_view path);

    /// The file at that place; nothing if it is not there, or files are not imported.
    [[nodiscard]] std::optional<UsedFile> take(const std::string& place, const std::string& site_folder) const;
    [[nodiscard]] bool imports() const { return media_ != nullptr; }

private:
    std::filesystem::path folder_;
    FolderMedia* media_;
};

}  // namespace stoppress::importing::ghost
