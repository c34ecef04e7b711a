// SPDX-License-Identifier: GPL-3.0-or-later
// Finds the pictures and files that a Hugo page uses: in its bundle, on the site, on the site's CDN, or
// described in data/images.
// Thread: any but a loop's; reads files and caches nothing.
#pragma once

#include <string>
#include <string_view>

#include "importing/hugo/site/site_folders.hpp"

namespace stoppress::importing::hugo {

struct FoundImage {
    std::string source;  ///< an address; empty: not found
    std::string alt;
    std::string caption;
    std::string credit;
    std::uint32_t width = 0;
    std::uint32_t height = 0;
};

class Images {
public:
    /// Both must outlive it.
    Images(const SiteFolders& folders, const SiteConfig& config) : folders_(folders), config_(config) {}

    /// Finds `name` as used by a page at `address` whose file is in `folder` (its place below content). `prefix`
    /// is put before a name on the CDN.
    [[nodiscard]] FoundImage find(std::string_view name, std::string_view address, std::string_view folder,
                                  std::string_view prefix = {}) const;

    /// The address of a file that is not a picture, by the same rules; empty if it is not found.
    [[nodiscard]] std::string file_address(std::string_view name, std::string_view address, std::string_view folder,
                                           std::string_view prefix) const;

    /// Whether a file of that name is in the page's bundle or among the site's static files.
    [[nodiscard]] bool is_site_file(std::string_view name, std::string_view folder) const;

private:
    [[nodiscard]] bool describe(std::string_view name, FoundImage& image) const;
    [[nodiscard]] std::string cdn() const;

    const SiteFolders& folders_;
    const SiteConfig& config_;
};

}  // namespace stoppress::importing::hugo
