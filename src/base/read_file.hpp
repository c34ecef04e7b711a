// SPDX-License-Identifier: GPL-3.0-or-later
// A whole file, bounded in size; a link is not followed, so that nothing outside of the folder that was meant is read.
// Thread: any but a loop's; it waits for the disk.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace stoppress::base {

/// The bytes of a regular file. Fails where it is larger than `limit` (too_large), a link or no file (invalid), or cannot be read (io);
/// the sentence says which and does not name the file, which the caller knows better.
[[nodiscard]] Result<std::string> read_file(const std::filesystem::path& file, std::size_t limit);

/// The same for a name that somebody else gave, "2020/01/pic.jpg", below `folder`: followed part by part, through no symbolic link and
/// never upwards (invalid). `not_found` where there is no such file.
[[nodiscard]] Result<std::string> read_file_below(const std::filesystem::path& folder, std::string_view name, std::size_t limit);

}  // namespace stoppress::base
