// SPDX-License-Identifier: GPL-3.0-or-later
// The files of a Jekyll site that are posts, drafts, documents of collections and pages, in the same order on every machine. Does not
// follow links.
// Flow:   folder -> SourceFile -> Page
// Thread: any but a loop's; reads folders, and the beginning of files that may be pages.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "importing/jekyll/site/site_config.hpp"

namespace stoppress::importing::jekyll {

enum class Role : std::uint8_t { post, draft, document, page };

struct SourceFile {
    std::string file;  ///< relative to the site, with '/'
    Role role = Role::page;
    std::string collection;  ///< of a post, draft or document
    std::string problem;     ///< why it is not imported; empty: none
    bool harmless = false;   ///< nothing is lost by the problem: skipped, not refused
};

/// All of them, sorted by folder and name. Fails with `too_large` if there are too many.
[[nodiscard]] base::Result<std::vector<SourceFile>> list_files(const std::filesystem::path& site, const SiteConfig& config);

/// Whether Jekyll copies a file at `place` (relative to the site) that has no front matter: no part of its path is hidden, begins with
/// '_' or is left out by the configuration.
[[nodiscard]] bool is_copied(const SiteConfig& config, std::string_view place);

/// The extension in lower case, without '.'.
[[nodiscard]] std::string extension_of(std::string_view file);
[[nodiscard]] bool is_markdown(const SiteConfig& config, std::string_view file);
[[nodiscard]] bool is_html(std::string_view file);

}  // namespace stoppress::importing::jekyll
