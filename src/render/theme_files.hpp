// SPDX-License-Identifier: GPL-3.0-or-later
// A theme's files as they lie in its folder, over those of the built-in theme.
// Flow:   themes/<name>/ -> ThemeFiles -> Theme
// Thread: any; reads from inside the theme's folder only and follows no link.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace stoppress::render {

struct ThemeFile {
    std::string origin;  ///< where it came from, for messages: "site/themes/ours/templates/story.mustache"
    std::string bytes;
};

/// By path inside the theme ("templates/partials/entry.mustache"). For theme.toml and words/*.toml, which a site's theme changes line by
/// line, both layers are kept: the built-in one first.
using ThemeFiles = std::map<std::string, std::vector<ThemeFile>, std::less<>>;

/// The name of the theme that is built in; a folder of that name in a site changes it in parts.
inline constexpr std::string_view kBuiltInTheme = "default";

/// Reads <folder>/themes/<name> over the built-in theme. Fails (invalid) with the file's name where the theme is missing, a name is not
/// allowed, a link is met or a limit is.
[[nodiscard]] base::Result<ThemeFiles> read_theme_files(const std::filesystem::path& folder, std::string_view name);

/// The themes that a site can have: the built-in one, and the folders below <folder>/themes whose names can be site.theme, by name; at most
/// kMaxThemes. Whether they can be used shows when one is loaded.
[[nodiscard]] std::vector<std::string> theme_names(const std::filesystem::path& folder);

/// Changes when any file of the theme's folder does: made of names, sizes and times only. 0 where there is no folder.
[[nodiscard]] std::size_t theme_folder_state(const std::filesystem::path& folder, std::string_view name);

}  // namespace stoppress::render
