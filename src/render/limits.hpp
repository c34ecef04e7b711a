// SPDX-License-Identifier: GPL-3.0-or-later
// Limits of a theme, each with its reason. The site's operator installs themes, so these catch mistakes
// rather than attacks.
// Thread: plain data; constants.
#pragma once

#include <chrono>
#include <cstddef>

namespace stoppress::render {

/// Bytes of one template, style sheet or catalogue: ten times the largest of the default theme, and
/// read in a millisecond.
inline constexpr std::size_t kMaxTextFile = 256 * 1024;

/// Bytes of one picture or font of a theme. Every reader loads them.
inline constexpr std::size_t kMaxAssetFile = 2 * 1024 * 1024;

/// Files of a theme, and their bytes in total: all are kept in memory, in up to three encodings.
inline constexpr std::size_t kMaxFiles = 300;
inline constexpr std::size_t kMaxThemeBytes = 16 * 1024 * 1024;

/// Nested folders in a theme.
inline constexpr int kMaxFolderDepth = 4;

/// Nested partials: limits the expansion, and detects partials that include themselves.
inline constexpr std::size_t kMaxPartialDepth = 16;

/// Bytes of a template with all its partials inserted; partials that include others twice double the size
/// at each level.
inline constexpr std::size_t kMaxExpandedTemplate = 1024 * 1024;

/// Nested sections: the template engine recurses over them.
inline constexpr std::size_t kMaxSectionDepth = 48;

/// Themes that are offered in the newsroom, and how many previewed ones stay in memory: people choose between a few.
inline constexpr std::size_t kMaxThemes = 50;
inline constexpr std::size_t kMaxShelf = 3;

/// Comments that a story's page shows at once. Further ones are folded away: of long discussions most readers read the beginning.
inline constexpr std::size_t kOpenComments = 50;

/// How often a theme's folder is checked for changes.
inline constexpr std::chrono::milliseconds kReloadInterval{500};

}  // namespace stoppress::render
