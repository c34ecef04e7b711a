// SPDX-License-Identifier: GPL-3.0-or-later
// Unpacks chosen files of a ZIP file, which is untrusted: within limits, plain files with plain names only.
// Flow:   ZIP, choose() -> files in a temporary folder
// Thread: any.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace stoppress::importing {

/// Where one file of it goes, and how much of it.
struct UnzipTarget {
    std::filesystem::path file;        ///< its folder is made
    std::uint64_t limit = UINT64_MAX;  ///< bytes; the rest is left out
};

/// Called with the name of each file, "site/content/a.png"; nothing: it is not unpacked. An error ends it.
using ChooseUnzipped = std::function<base::Result<std::optional<UnzipTarget>>(const std::string&)>;

/// Whether the file begins as a ZIP file does.
[[nodiscard]] bool is_zip(const std::filesystem::path& file);

/// Whether a program put the entry there beside what people packed: macOS does.
[[nodiscard]] bool is_packers_own(std::string_view name);

/// Returns what was left out though it was chosen, and why. Fails if the file cannot be read to its end, has too many entries or unpacks
/// to too much.
[[nodiscard]] base::Result<std::vector<std::string>> unzip(const std::filesystem::path& file, const ChooseUnzipped& choose);

/// The error for a ZIP file that cannot be used.
[[nodiscard]] base::Error unusable_zip(const std::filesystem::path& file, std::string_view why);

}  // namespace stoppress::importing
