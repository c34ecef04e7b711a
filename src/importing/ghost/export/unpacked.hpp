// SPDX-License-Identifier: GPL-3.0-or-later
// Unpacks a ZIP file with a Ghost export and, if it has them, the site's pictures and files, its routes and its redirects. Everything
// else in it is left out.
// Flow:   ZIP -> Unpacked -> import_ghost
// Thread: any.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/files/temporary_folder.hpp"
#include "base/result.hpp"

namespace stoppress::importing::ghost {

struct Unpacked {
    base::TemporaryFolder folder;
    std::filesystem::path json;                    ///< the export
    std::vector<std::filesystem::path> addresses;  ///< routes.yaml, redirects.yaml, redirects.json
    bool has_media = false;                        ///< folder.path() has a folder "content" with files
    std::vector<std::string> left_out;             ///< what was not unpacked, and why
};

/// Fails if it cannot be read, has no export in it or more than one, or exceeds a limit.
[[nodiscard]] base::Result<Unpacked> unpack(const std::filesystem::path& file);

}  // namespace stoppress::importing::ghost
