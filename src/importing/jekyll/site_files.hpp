// SPDX-License-Identifier: GPL-3.0-or-later
// The pictures and other files of a Jekyll site by the addresses at which the old site served them.
// Flow:   address in a page -> SiteFiles -> FolderFile
// Thread: any, several at once; looks at the disk.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "importing/files/folder_media.hpp"
#include "importing/jekyll/site_reader.hpp"

namespace stoppress::importing::jekyll {

class SiteFiles {
public:
    explicit SiteFiles(const SiteReader& site) : site_(site) {}

    struct Found {
        FolderFile file;
        std::vector<std::string> addresses;  ///< at which the old site served it, as canonical paths
    };
    /// The file at a path of the old site, percent-encoded or not, with or without its baseurl.
    [[nodiscard]] std::optional<Found> at(std::string_view path) const;

    /// The address of a picture that a page names in any way: by address, relative to the page, or by its bare name in one of the folders
    /// that sites keep pictures in. What is not found keeps its name.
    [[nodiscard]] std::string picture(std::string_view name, std::string_view page_address) const;

    /// The path of an address that is the old site's own, absolute or not; nothing for other sites.
    [[nodiscard]] std::optional<std::string> own_path(std::string_view address) const;

private:
    const SiteReader& site_;
};

}  // namespace stoppress::importing::jekyll
