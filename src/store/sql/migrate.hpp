// SPDX-License-Identifier: GPL-3.0-or-later
// Brings a database to the schema of this program: numbered files, each in a transaction of its own, after a backup of what was there.
// Flow:   migrations/*.sql -> migrate() -> Writer
// Thread: the one that opens the Writer.
#pragma once

#include <filesystem>
#include <span>
#include <string_view>
#include <vector>

#include "base/clock.hpp"
#include "base/result.hpp"
#include "store/sql/session.hpp"

namespace stoppress::store {

struct Migration {
    int number = 0;
    std::string_view name;
    std::string_view sql;
};

/// This program's for that database, in order, from 1 without a gap.
[[nodiscard]] const std::vector<Migration>& migrations_of(Dialect dialect);

/// The last migration that a database had; 0 for an empty one. `corrupt` where it is some other program's database.
base::Result<int> schema_version(Session& session);

/// Whether this program can work with what is there. `not_found` for an empty database, `unsupported` for another version's.
base::Result<void> require_known_schema(Session& session, const std::string& name);

/// `conflict` where the database holds the beginning of a move only.
base::Result<void> refuse_unfinished_move(Session& session);

/// Runs those of `migrations` that the database lacks. `unsupported` where it has more than these. Where there was something to keep in a
/// file, a backup `backups/before-NNNN-TIME.db` comes first; of a server, its owner takes one. Programs on one server take turns.
base::Result<void> migrate(Session& session, const std::filesystem::path& folder, std::span<const Migration> migrations,
                           const base::Clock& clock);

/// One of them, in a transaction of its own. Throws what Session throws.
void apply_migration(Session& session, const Migration& migration);

}  // namespace stoppress::store
