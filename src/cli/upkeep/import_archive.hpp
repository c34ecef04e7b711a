// SPDX-License-Identifier: GPL-3.0-or-later
// stoppress import archive PATH: a new site, the same as the one that `export archive` wrote.
// Thread: the main thread.
#pragma once

#include <filesystem>

#include "cli/command.hpp"

namespace stoppress::cli {

struct ArchiveImport {
    std::filesystem::path archive;
    bool dry_run = false;        ///< only verify the archive's files
    bool with_problems = false;  ///< import what `stoppress check` would complain about
};

/// Makes the site of --site, which must be new or empty; the folder appears when it is complete. Returns the exit status.
[[nodiscard]] base::Result<int> import_archive(const ArchiveImport& options, const Context& context);

}  // namespace stoppress::cli
