// SPDX-License-Identifier: GPL-3.0-or-later
// Whole files of a source, bounded in size; links are not followed, so that nothing outside of the given folder is read.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>

#include "base/result.hpp"

namespace stoppress::importing {

/// The bytes of a regular file. Fails where it is larger than `limit` (too_large), a link or no file (invalid), or cannot be read (io).
[[nodiscard]] base::Result<std::string> read_file(const std::filesystem::path& file, std::size_t limit);

}  // namespace stoppress::importing
