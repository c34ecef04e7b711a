// SPDX-License-Identifier: GPL-3.0-or-later
// Reads or copies a whole file up to a size limit. Symbolic links are not followed, so nothing outside the intended
// folder is read.
// Thread: any but a loop's; it waits for the disk.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace stoppress::base {

/// The bytes of a regular file. Fails with `too_large` if it has more than `limit` bytes, `invalid` if it is a link or
/// not a regular file, `io` if it cannot be read. The message does not name the file; the caller adds that.
[[nodiscard]] Result<std::string> read_file(const std::filesystem::path& file, std::size_t limit);

/// The same for a name from outside, "2020/01/pic.jpg", below `folder`. Fails with `invalid` if any part of the path is
/// a symbolic link or leads out of the folder, and with `not_found` if there is no such file.
[[nodiscard]] Result<std::string> read_file_below(const std::filesystem::path& folder, std::string_view name, std::size_t limit);

/// Appends the same file's bytes to `to`, a descriptor, a piece at a time, and returns how many they are. Fails as above, and with
/// `unavailable` if `to` cannot be written; what was written before stays there.
[[nodiscard]] Result<std::size_t> copy_file_below(const std::filesystem::path& folder, std::string_view name, std::size_t limit, int to);

}  // namespace stoppress::base
