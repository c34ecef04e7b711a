// SPDX-License-Identifier: GPL-3.0-or-later
// The site's folder: whether it is one, and its stoppress.toml.
// Thread: any but a loop's; reads files.
#pragma once

#include <filesystem>
#include <string>

#include "base/result.hpp"

namespace stoppress::settings {

inline constexpr const char* kSettingsFile = "stoppress.toml";

enum class FolderState : std::uint8_t {
    free,  ///< missing or empty: a site can be created there
    site   ///< has a stoppress.toml
};

/// Fails with `invalid` if `folder` is a file or has content that is not a site; `io` if it cannot be read.
[[nodiscard]] base::Result<FolderState> folder_state(const std::filesystem::path& folder);

/// The whole file. Fails with `invalid` if it is too large or not UTF-8; `io` if it cannot be read.
[[nodiscard]] base::Result<std::string> read_settings_file(const std::filesystem::path& file);

}  // namespace stoppress::settings
