// SPDX-License-Identifier: GPL-3.0-or-later
// Whether a folder is mounted: then no other folder can be renamed to its place.
// Thread: any.
#pragma once

#include <filesystem>

namespace stoppress::base {

/// Whether a mount begins at `folder`, also one of the same file system. False if there is nothing there. Links are not followed.
[[nodiscard]] bool is_mounted(const std::filesystem::path& folder);

}  // namespace stoppress::base
