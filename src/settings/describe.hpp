// SPDX-License-Identifier: GPL-3.0-or-later
// The settings in words: the commented stoppress.toml of a new site, and docs/settings.md. Both made from the table.
// Thread: any; no I/O.
#pragma once

#include <string>

namespace stoppress::settings {

/// A stoppress.toml in which every setting stands with its help and its default, commented out.
[[nodiscard]] std::string commented_file();

/// docs/settings.md
[[nodiscard]] std::string documentation();

}  // namespace stoppress::settings
