// SPDX-License-Identifier: GPL-3.0-or-later
// What a file's path below the content folder says: its section, language and bundle, or that it is not a page.
// Flow:   folder walk -> ContentPath -> Page, PageIndex
// Thread: any; plain data and pure functions.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "importing/hugo/site/site_config.hpp"

namespace stoppress::importing::hugo {

enum class PageRole : std::uint8_t {
    home,      ///< content/_index.md
    section,   ///< SECTION/_index.md
    taxonomy,  ///< TAXONOMY/_index.md
    term,      ///< TAXONOMY/TERM/_index.md
    page,      ///< an ordinary page: a single file or a leaf bundle (index.md)
    resource   ///< anything else: media, data, and pages that only serve their bundle
};

struct ContentPath {
    std::string file;  ///< relative to the content folder, with '/'
    PageRole role = PageRole::page;
    std::vector<std::string> folders;  ///< the folders that contain it; for a leaf bundle without the bundle's own
    std::string base_name;             ///< file name without language and extension; for a leaf bundle the folder's name
    std::string file_base;             ///< "index" if base_name is the folder's
    std::string logical;               ///< "news/2014/a-story": the same in all languages
    std::size_t language = 0;          ///< index into SiteConfig::languages
    const Taxonomy* taxonomy = nullptr;

    [[nodiscard]] std::string section() const { return folders.empty() ? std::string() : folders.front(); }
    /// Its folders as one path: "news/2014"; empty at the top.
    [[nodiscard]] std::string folder_path() const;
};

/// Whether Hugo reads a file of this name as a page.
[[nodiscard]] bool is_page_file(std::string_view name);

/// Classifies one file. `in_leaf_bundle`: there is an index file next to it or in a folder above. `language`: that of
/// its content folder.
[[nodiscard]] ContentPath place(std::string_view file, bool in_leaf_bundle, std::size_t language, const SiteConfig& config);

/// Makes a path, or a part of one, from any text as Hugo 0.111 does: keeps '/', and letters and digits of all scripts, drops
/// most of the rest, and turns spaces into '-', but not beside one: " - " is "-". Lower case letter by letter: "ΟΔΟΣ" has no
/// final sigma, and "İ" is "i". The result is what the file is called; '%' and '#' in it stand for themselves.
[[nodiscard]] std::string path_part(std::string_view text, const SiteConfig& config);

/// The letters alone, also where letter and accent are one character: "Chloé" -> "Chloe".
[[nodiscard]] std::string without_accents(std::string_view text);

}  // namespace stoppress::importing::hugo
