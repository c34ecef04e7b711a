// SPDX-License-Identifier: GPL-3.0-or-later
// manifest.json of a site's archive: what it is, and every file with its size and hash, one on each line.
// Flow:   export -> manifest.json -> verify_archive
// Thread: any; pure functions, but for read_manifest(), which reads a file.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace stoppress::store {

struct ArchiveHead {
    std::int64_t format = 0;
    std::int64_t schema = 0;  ///< of the database whose rows are in it
    std::string program;      ///< the version of this program that wrote it
    std::string written_at;   ///< RFC 3339
    std::string title;
    std::string url;
};

struct ArchivedFile {
    std::string name;  ///< "data/story.jsonl"
    std::uint64_t size = 0;
    std::string sha256;
};

/// The lines before the files, of each file, and after the files.
[[nodiscard]] std::string manifest_begin(const ArchiveHead& head);
[[nodiscard]] std::string manifest_line(const ArchivedFile& file, bool first);
[[nodiscard]] std::string manifest_end();

/// Calls `each` with every file; ends at its first error. Fails with `corrupt` if the manifest is not whole or not as it is written here,
/// `unsupported` if another version of the program is needed.
[[nodiscard]] base::Result<ArchiveHead> read_manifest(const std::filesystem::path& manifest,
                                                      const std::function<base::Result<void>(const ArchivedFile&)>& each);

}  // namespace stoppress::store
