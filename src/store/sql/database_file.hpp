// SPDX-License-Identifier: GPL-3.0-or-later
// Where a site's database lies.
// Thread: any; no state.
#pragma once

#include <filesystem>
#include <memory>

#include "base/result.hpp"
#include "settings/settings.hpp"

namespace stoppress::store {

class Session;

/// The file that `database.url` names inside the site's folder. `unsupported` for another kind of database, `invalid` for a path outside.
base::Result<std::filesystem::path> database_file(const settings::Settings& settings);

/// An existing database opened for reading only: `not_found` where there is none, `corrupt` where it is not one of ours or half written,
/// `unsupported` where a newer or older program wrote it.
base::Result<std::unique_ptr<Session>> open_for_reading(const settings::Settings& settings);

}  // namespace stoppress::store
