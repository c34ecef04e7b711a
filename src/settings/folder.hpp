// SPDX-License-Identifier: GPL-3.0-or-later
// The site's folder as settings see it: whether it is one, and its stoppress.toml.
// Thread: any; reads and writes files.
#pragma once

#include <filesystem>
#include <string>

#include "base/result.hpp"

namespace stoppress::settings {

inline constexpr const char* kSettingsFile = "stoppress.toml";

enum class FolderState : std::uint8_t {
    free,  ///< missing or empty: a site can be made there
    site   ///< has a stoppress.toml
};

/// `invalid` where `folder` is a file or holds something that is not a site; `io` where it cannot be looked into.
[[nodiscard]] base::Result<FolderState> folder_state(const std::filesystem::path& folder);

/// The whole file; `invalid` where it is too big or not UTF-8, `io` where it cannot be read.
[[nodiscard]] base::Result<std::string> read_settings_file(const std::filesystem::path& file);

}  // namespace stoppress::settings
