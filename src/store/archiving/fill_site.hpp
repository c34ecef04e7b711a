// SPDX-License-Identifier: GPL-3.0-or-later
// Fills the empty databases of a new site with the rows of an archive, in one transaction each.
// Flow:   verify_archive -> data/ -> fill_site -> stoppress.db and credentials.db, or a server
// Thread: one.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "base/time/clock.hpp"
#include "settings/load.hpp"
#include "store/upkeep/copy.hpp"
#include "store/upkeep/maintenance.hpp"

namespace stoppress::store {

/// What becomes of a site in which check_content() finds something.
enum class Findings : std::uint8_t { refuse, keep };

/// In place of a table's name for SiteFilling::done, between two steps of check_content().
inline constexpr std::string_view kCheckingRows = "check";

struct SiteFilling {
    std::filesystem::path archive;  ///< a verified one
    Findings findings = Findings::refuse;
    Copied done;                                        ///< rows of a table, or kCheckingRows; returning false ends it with `unavailable`
    VerifyMedium verify_medium;                         ///< as for check_content()
    std::function<base::Result<void>()> before_commit;  ///< after all rows were put in and checked; its error ends it
};

/// `loaded`: the new site's settings. Returns what was found if that is kept. Fails with `conflict` if a database is not empty, `corrupt`
/// naming file and line of what is wrong, or what was found; then nothing is in the databases. A server's may have got its empty tables,
/// and, if its last commit fails, the people, which the error then says.
[[nodiscard]] base::Result<std::vector<Finding>> fill_site(const SiteFilling& filling, const settings::Loaded& loaded,
                                                           const base::Clock& clock);

}  // namespace stoppress::store
