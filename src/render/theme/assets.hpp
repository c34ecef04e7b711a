// SPDX-License-Identifier: GPL-3.0-or-later
// A theme's style sheets, scripts, pictures and fonts: checked, compressed once, and given an address with the hash of
// their content.
// Flow:   ThemeFiles -> assets -> reader
// Thread: any; pure functions.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "render/theme/theme.hpp"
#include "render/theme/theme_files.hpp"

namespace stoppress::render {

/// 32 hexadecimal digits over the paths and bytes of all files below `prefix` (all files for "").
[[nodiscard]] std::string hash_of(const ThemeFiles& files, std::string_view prefix);

/// All files below assets/ as "<folder>/<path>". Fails with `invalid`, naming file and line, if a style
/// sheet is broken.
[[nodiscard]] base::Result<std::vector<Asset>> make_assets(const ThemeFiles& files, const std::string& folder);

/// Checks that the braces, strings and comments of a style sheet are closed, and that it loads only files of the theme.
/// Fails with `invalid`.
[[nodiscard]] base::Result<void> check_css(const ThemeFiles& files, const std::string& path, const ThemeFile& file);

}  // namespace stoppress::render
