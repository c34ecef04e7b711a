// SPDX-License-Identifier: GPL-3.0-or-later
// Documentation of the settings, made from the table: the commented stoppress.toml of a new site, and docs/settings.md.
// Thread: any; pure functions, no I/O.
#pragma once

#include <string>

namespace stoppress::settings {

/// A stoppress.toml that lists every setting with its help and its default, commented out.
[[nodiscard]] std::string commented_file();

/// The text of docs/settings.md.
[[nodiscard]] std::string documentation();

}  // namespace stoppress::settings
