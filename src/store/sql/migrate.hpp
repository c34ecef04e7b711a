// SPDX-License-Identifier: GPL-3.0-or-later
// Migrates a database to this program's schema: numbered files, each in its own transaction, after a backup of
// the old state.
// Flow:   migrations/*.sql -> migrate() -> Writer
// Thread: the one that opens the Writer.
#pragma once

#include <filesystem>
#include <span>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "base/time/clock.hpp"
#include "store/sql/session.hpp"

namespace stoppress::store {

struct Migration {
    int number = 0;
    std::string_view name;
    std::string_view sql;
};

/// This program's migrations for that database, in order, from 1 without gaps.
[[nodiscard]] const std::vector<Migration>& migrations_of(Dialect dialect);

/// The number of the last applied migration; 0 for an empty database. Fails with `corrupt` if it belongs to
/// some other program.
base::Result<int> schema_version(Session& session);

/// Whether this program can use the database. Fails with `not_found` if it is empty, `unsupported` if another version
/// migrated it.
base::Result<void> require_known_schema(Session& session, const std::string& name);

/// Fails with `conflict` if the database is the target of an unfinished move.
base::Result<void> refuse_unfinished_move(Session& session);

/// Applies those of `migrations` that the database lacks. Fails with `unsupported` if it has more. If a file has data,
/// it is first copied to `backups/before-NNNN-TIME.db`; a server's owner must make a backup. Programs on one server
/// take turns.
base::Result<void> migrate(Session& session, const std::filesystem::path& folder, std::span<const Migration> migrations,
                           const base::Clock& clock);

/// Applies one of them in its own transaction. Throws what Session throws.
void apply_migration(Session& session, const Migration& migration);

}  // namespace stoppress::store
