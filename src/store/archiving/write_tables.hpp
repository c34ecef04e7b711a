// SPDX-License-Identifier: GPL-3.0-or-later
// Writes the rows of a site's databases into the data/ folder of an archive.
// Flow:   Session in a snapshot -> write_site_tables, write_people_tables -> ArchiveSink
// Thread: the session's.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "base/time/clock.hpp"
#include "settings/settings.hpp"
#include "store/sql/session.hpp"
#include "store/upkeep/copy.hpp"

namespace stoppress::store {

/// Where an archive's files go, one after the other.
class ArchiveSink {
public:
    ArchiveSink() = default;
    ArchiveSink(const ArchiveSink&) = delete;
    ArchiveSink& operator=(const ArchiveSink&) = delete;
    ArchiveSink(ArchiveSink&&) = delete;
    ArchiveSink& operator=(ArchiveSink&&) = delete;
    virtual ~ArchiveSink() = default;

    virtual base::Result<void> begin(const std::string& name) = 0;
    virtual base::Result<void> append(std::string_view bytes) = 0;
    virtual base::Result<void> end() = 0;
};

/// Lets the session's transaction wait while files are read or written between its statements: a server would end it after a minute. Without limit.
/// Throws what the session throws.
void be_patient(Session& session);

/// `session` must be in a snapshot. `written`: rows of a table; returning false ends it with `unavailable`.
base::Result<void> write_site_tables(Session& session, ArchiveSink& sink, const Copied& written);
/// `session`: of open_people(); without one the files are empty.
base::Result<void> write_people_tables(Session* session, ArchiveSink& sink, const Copied& written);

/// The people's database in a snapshot of this moment; nothing if the site has none yet. Open it after the snapshot of the site, so that
/// no note of the audit log is in neither.
base::Result<std::unique_ptr<Session>> open_people(const settings::Settings& settings, const base::Clock& clock);

}  // namespace stoppress::store
