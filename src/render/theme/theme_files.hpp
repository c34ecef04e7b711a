// SPDX-License-Identifier: GPL-3.0-or-later
// A theme's files from its folder, combined with those of the built-in theme.
// Flow:   themes/<name>/ -> ThemeFiles -> Theme
// Thread: any but a loop's; reads only inside the theme's folder and follows no links.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace stoppress::render {

struct ThemeFile {
    std::string origin;  ///< its origin, for messages: "site/themes/ours/templates/story.mustache"
    std::string bytes;
};

/// By path inside the theme ("templates/partials/entry.mustache"). theme.toml and words/*.toml, which a site's theme
/// overrides line by line, have both versions: the built-in one first.
using ThemeFiles = std::map<std::string, std::vector<ThemeFile>, std::less<>>;

/// The name of the built-in theme; a site's folder of that name overrides parts of it.
inline constexpr std::string_view kBuiltInTheme = "default";

/// Reads <folder>/themes/<name> over the built-in theme. Fails with `invalid`, naming the file, if the theme is
/// missing, a name is not allowed, there is a link, or a limit is exceeded.
[[nodiscard]] base::Result<ThemeFiles> read_theme_files(const std::filesystem::path& folder, std::string_view name);

/// The themes available to a site, by name: the built-in one, and folders in <folder>/themes whose names are valid for
/// site.theme; at most kMaxThemes. Loading a theme shows whether it works.
[[nodiscard]] std::vector<std::string> theme_names(const std::filesystem::path& folder);

/// Changes when any file of the theme's folder changes: made of names, sizes and times only. 0 if there is no folder.
[[nodiscard]] std::size_t theme_folder_state(const std::filesystem::path& folder, std::string_view name);

}  // namespace stoppress::render
