// SPDX-License-Identifier: GPL-3.0-or-later
// Fills the empty databases of a new site with the rows of an archive, in one transaction each.
// Flow:   verify_archive -> data/ -> fill_site -> stoppress.db and credentials.db, or a server
// Thread: one.
#pragma once

#include <filesystem>
#include <vector>

#include "base/result.hpp"
#include "base/time/clock.hpp"
#include "settings/load.hpp"
#include "store/upkeep/copy.hpp"
#include "store/upkeep/maintenance.hpp"

namespace stoppress::store {

/// What becomes of a site in which check_content() finds something.
enum class Findings : std::uint8_t { refuse, keep };

/// `archive`: a verified one. `loaded`: the new site's settings. Returns what was found if that is kept. `done`: rows of a table;
/// returning false ends it with `unavailable`. Fails with `conflict` if a database is not empty, `corrupt` naming file and line of what
/// is wrong, or what was found; then nothing is in the databases. A server's may have got its empty tables.
[[nodiscard]] base::Result<std::vector<Finding>> fill_site(const std::filesystem::path& archive, const settings::Loaded& loaded,
                                                           const base::Clock& clock, Findings findings, const Copied& done);

}  // namespace stoppress::store
