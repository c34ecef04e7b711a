// SPDX-License-Identifier: GPL-3.0-or-later
// How much a theme may bring, each with its reason. A theme comes from whoever runs the site, so these catch mistakes rather than attacks.
#pragma once

#include <chrono>
#include <cstddef>

namespace stoppress::render {

/// Bytes of one template, style sheet or catalogue: ten times the largest of the default theme, and still read in a millisecond.
inline constexpr std::size_t kMaxTextFile = 256 * 1024;

/// Bytes of one picture or font of a theme. Every reader loads them.
inline constexpr std::size_t kMaxAssetFile = 2 * 1024 * 1024;

/// Files of a theme, and their bytes together: all are kept in memory, in up to three encodings.
inline constexpr std::size_t kMaxFiles = 300;
inline constexpr std::size_t kMaxThemeBytes = 16 * 1024 * 1024;

/// Folders within folders in a theme.
inline constexpr int kMaxFolderDepth = 4;

/// Partials within partials: bounds the expansion, and finds those that include themselves.
inline constexpr std::size_t kMaxPartialDepth = 16;

/// Bytes of a template with all its partials set in; partials that include each other twice double with every level.
inline constexpr std::size_t kMaxExpandedTemplate = 1024 * 1024;

/// Sections within sections: the template engine recurses over them.
inline constexpr std::size_t kMaxSectionDepth = 48;

/// Themes that are offered in the newsroom, and those of them that were looked at there and stay in memory: a choice is between a few.
inline constexpr std::size_t kMaxThemes = 50;
inline constexpr std::size_t kMaxShelf = 3;

/// How often a theme's folder is looked at for changes.
inline constexpr std::chrono::milliseconds kReloadInterval{500};

}  // namespace stoppress::render
