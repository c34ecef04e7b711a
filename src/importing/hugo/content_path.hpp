// SPDX-License-Identifier: GPL-3.0-or-later
// What a file's place below the content folder says: section, language, bundle, or something that is no page.
// Flow: folder walk -> ContentPath -> Page, PageIndex
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "importing/hugo/site_config.hpp"

namespace stoppress::importing::hugo {

enum class PageRole : std::uint8_t {
    home,      ///< content/_index.md
    section,   ///< SECTION/_index.md
    taxonomy,  ///< TAXONOMY/_index.md
    term,      ///< TAXONOMY/TERM/_index.md
    page,      ///< a page of its own, single file or leaf bundle (index.md)
    resource   ///< anything else: media, data, and pages that only serve the bundle they lie in
};

struct ContentPath {
    std::string file;  ///< below the content folder, with '/'
    PageRole role = PageRole::page;
    std::vector<std::string> folders;  ///< those it lies in; of a leaf bundle without the bundle's own
    std::string base_name;             ///< file name without language and extension; of a leaf bundle the folder's name
    std::string file_base;             ///< "index" where base_name is the folder's
    std::string logical;               ///< "news/2014/a-story": the same in all languages
    std::size_t language = 0;          ///< into SiteConfig::languages
    const Taxonomy* taxonomy = nullptr;

    [[nodiscard]] std::string section() const { return folders.empty() ? std::string() : folders.front(); }
    /// Its folders as one path: "news/2014", empty at the top.
    [[nodiscard]] std::string folder_path() const;
};

/// Whether Hugo would read a file of this name as a page.
[[nodiscard]] bool is_page_file(std::string_view name);

/// Places one file. `in_leaf_bundle`: an index file lies beside it or in a folder above. `language`: that of the content folder it was
/// found in.
[[nodiscard]] ContentPath place(std::string_view file, bool in_leaf_bundle, std::size_t language, const SiteConfig& config);

/// Hugo's way of making a path part of any text: letters and digits of all scripts, the rest gone, spaces a '-'.
[[nodiscard]] std::string path_part(std::string_view text, const SiteConfig& config);

}  // namespace stoppress::importing::hugo
