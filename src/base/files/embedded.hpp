// SPDX-License-Identifier: GPL-3.0-or-later
// A file that the build embedded in the program: SQL statements, migrations, the default theme, the list of robots, the
// demo's stories.
// Flow:   cmake's stoppress_embed(...) -> generated/<name>_files.hpp -> whoever needs the file
// Thread: any; both views point into the program itself and are always valid.
#pragma once

#include <algorithm>
#include <span>
#include <string_view>

namespace stoppress::base {

/// `path` is relative to the embedded folder, with '/' between its parts.
struct EmbeddedFile {
    std::string_view path;
    std::string_view bytes;
};

/// The file with that path, or nullptr. `files` must be sorted by path, as stoppress_embed writes them.
[[nodiscard]] inline const EmbeddedFile* find_embedded(std::span<const EmbeddedFile> files, std::string_view path) {
    const auto found = std::ranges::lower_bound(files, path, {}, &EmbeddedFile::path);
    return found != files.end() && found->path == path ? &*found : nullptr;
}

}  // namespace stoppress::base
