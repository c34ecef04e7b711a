// SPDX-License-Identifier: GPL-3.0-or-later
// The files of a Hugo site by the addresses at which the old site served them: those beside its pages, and its static ones.
// Measured with Hugo 0.111.3.
// Flow:   SourceFile, page addresses -> PublishedFiles -> StoryBuilder, HugoImport
// Thread: filled by one thread, then read by any; finding looks at the disk.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "importing/hugo/site/site_folders.hpp"
#include "importing/hugo/site/source_files.hpp"

namespace stoppress::importing::hugo {

class PublishedFiles {
public:
    PublishedFiles(const SiteFolders& folders, const SiteConfig& config) : folders_(folders), config_(config) {}

    /// The page of a leaf bundle, whose file is in `folder` ("news/x" below content). `address`: empty if it is not known; `shown`:
    /// readers of the old site got it.
    void add_bundle(std::string folder, std::size_t language, std::string address, bool shown);
    /// A file below content that is no page and that Hugo reads. After all bundles. `hidden`: it shows nothing of the folder.
    void add(const SourceFile& file, bool hidden);

    struct Found {
        SiteFile file;
        std::vector<std::string> addresses;  ///< at which the old site served it, as canonical paths; empty: it did not
    };
    /// The file at a path of the old site, percent-encoded or not, with or without the path of baseURL. One that is only among
    /// the assets is found as well, at the address that it has where a page publishes it.
    [[nodiscard]] std::optional<Found> at(std::string_view path) const;
    /// The file at a place below content, of that language if it has its own: "news/x/a.png".
    [[nodiscard]] std::optional<Found> in_content(std::string_view place, std::size_t language) const;
    [[nodiscard]] Found of(const SourceFile& file) const;

private:
    struct BundlePage {
        std::size_t language = 0;
        std::string address;
        bool shown = false;
    };
    struct Place {
        std::string place;
        std::size_t language = 0;
    };
    [[nodiscard]] std::vector<std::string> addresses_of(const SiteFile& file, std::string_view place, bool shown_only) const;

    const SiteFolders& folders_;
    const SiteConfig& config_;
    std::unordered_map<std::string, std::vector<BundlePage>> bundles_;  ///< by folder
    std::unordered_map<std::string, Place> places_;                     ///< by address
    std::unordered_map<std::string, bool> files_;                       ///< all that were added, by SourceFile::name; true: hidden
};

}  // namespace stoppress::importing::hugo
