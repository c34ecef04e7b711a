// SPDX-License-Identifier: GPL-3.0-or-later
// Where the pictures and files that a Hugo page names lie: in its bundle, on the site, on the site's CDN, or described in data/images.
// Thread: any; reads files, keeps nothing.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "importing/hugo/site_config.hpp"

namespace stoppress::importing::hugo {

struct FoundImage {
    std::string source;  ///< an address; empty: nowhere
    std::string alt;
    std::string caption;
    std::string credit;
    std::uint32_t width = 0;
    std::uint32_t height = 0;
};

class Images {
public:
    Images(std::filesystem::path site, const SiteConfig& config) : site_(std::move(site)), config_(config) {}

    /// `name` as a page at `address`, whose file lies in `folder` (below the content folder), uses it. `prefix` is put before a name on the
    /// CDN.
    [[nodiscard]] FoundImage find(std::string_view name, std::string_view address, std::string_view folder,
                                  std::string_view prefix = {}) const;

    /// The address of a file that is no picture, by the same rules; empty where it lies nowhere.
    [[nodiscard]] std::string file_address(std::string_view name, std::string_view address, std::string_view folder,
                                           std::string_view prefix) const;

    /// Whether a file of that name lies in the page's bundle or among the site's static files.
    [[nodiscard]] bool is_site_file(std::string_view name, std::string_view folder) const;

private:
    [[nodiscard]] bool describe(std::string_view name, FoundImage& image) const;
    [[nodiscard]] std::string cdn() const;

    std::filesystem::path site_;
    const SiteConfig& config_;
};

}  // namespace stoppress::importing::hugo
