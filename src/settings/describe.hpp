// SPDX-License-Identifier: GPL-3.0-or-later
// Documentation of the settings, made from the table: the commented stoppress.toml of a new site, and docs/settings.md.
// Thread: any; pure functions, no I/O.
#pragma once

#include <string>

#include "settings/load.hpp"

namespace stoppress::settings {

/// A stoppress.toml that lists every setting with its help and its default, commented out.
[[nodiscard]] std::string commented_file();

/// The same with the values that file, environment or flags set, as far as they are about the site and not about the machine that it is
/// on: no secrets, database, storage, listener or certificates. With the address of the site, also where nobody set one.
[[nodiscard]] std::string portable_file(const Loaded& loaded);

/// Whether what is set in `loaded`, of an archive's stoppress.toml alone, is only what portable_file() writes. Fails with `invalid`, naming
/// line and key: an archive does not say where this machine reads, writes or connects to.
[[nodiscard]] base::Result<void> require_portable(const Loaded& loaded);

/// The text of docs/settings.md.
[[nodiscard]] std::string documentation();

}  // namespace stoppress::settings
