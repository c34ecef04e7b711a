// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/sql/migrate.hpp"

#include <charconv>
#include <string>

#include <fmt/format.h>

#include "generated/migrations_files.hpp"
#include "store/upkeep/site_lock.hpp"

namespace stoppress::store {

namespace {

constexpr std::int64_t kApplicationId = 0x53746f70;  // "Stop", which `file` and this program recognise a database of ours by
constexpr std::string_view kSuffix = ".sqlite.sql";

std::vector<Migration> read_migrations() {
    std::vector<Migration> migrations;
    for (const auto& file : generated::migrations_files()) {
        if (!file.path.ends_with(kSuffix)) {
            continue;
        }
        Migration migration;
        migration.name = file.path.substr(0, file.path.size() - kSuffix.size());
        migration.sql = file.bytes;
        std::from_chars(migration.name.data(), migration.name.data() + migration.name.size(), migration.number);
        migrations.push_back(migration);
        if (migration.number != static_cast<int>(migrations.size())) {
            base::die("The migrations are not numbered from 1 without a gap.");
        }
    }
    return migrations;
}

base::Result<void> back_up(Session& session, const std::filesystem::path& folder, int next, const base::Clock& clock) {
    const auto backups = folder / "backups";
    std::error_code error;
    std::filesystem::create_directories(backups, error);
    if (error) {
        return base::fail(base::ErrorCode::io, fmt::format("{} cannot be made: {}.", backups.native(), error.message()));
    }
    auto time = base::format_rfc3339(clock.now());
    std::erase_if(time, [](char c) { return c == ':' || c == '-'; });
    const auto file = backups / fmt::format("before-{:04}-{}.db", next, time);
    session.query("database.copy").set("file", file.native()).run();
    return sync_folder(backups);
}

}  // namespace

const std::vector<Migration>& sqlite_migrations() {
    static const std::vector<Migration> kMigrations = read_migrations();
    return kMigrations;
}

void apply_migration(Session& session, const Migration& migration) {
    session.run("transaction.begin");
    try {
        session.run_migration(migration.sql);
        auto version = session.query("schema.version");
        version.one();
        if (version.integer("version") != migration.number) {
            base::die(fmt::format("The migration {} does not end with its own number.", migration.name));
        }
        session.run("transaction.commit");
    } catch (...) {
        if (session.in_transaction()) {
            session.run("transaction.rollback");
        }
        throw;
    }
}

base::Result<int> schema_version(Session& session) {
    return guarded([&]() -> base::Result<int> {
        auto owner = session.query("schema.owner");
        auto tables = session.query("schema.tables");
        owner.one();
        tables.one();
        if (tables.integer("tables") == 0) {
            return 0;
        }
        if (owner.integer("owner") != kApplicationId) {
            return base::fail(base::ErrorCode::corrupt, "The database was not made by Stoppress; give another folder with --site.");
        }
        auto version = session.query("schema.version");
        version.one();
        return static_cast<int>(version.integer("version"));
    });
}

base::Result<void> migrate(Session& session, const std::filesystem::path& folder, std::span<const Migration> migrations,
                           const base::Clock& clock) {
    TRY(const int version, schema_version(session));
    if (version > static_cast<int>(migrations.size())) {
        return base::fail(
            base::ErrorCode::unsupported,
            fmt::format("A newer Stoppress wrote this site (schema {}; this program knows {}): install that version or later.", version,
                        migrations.size()));
    }
    if (version == static_cast<int>(migrations.size())) {
        return {};
    }
    return guarded([&]() -> base::Result<void> {
        if (version > 0) {
            TRY_VOID(back_up(session, folder, version + 1, clock));
        }
        for (const auto& migration : migrations.subspan(static_cast<std::size_t>(version))) {
            apply_migration(session, migration);
        }
        return {};
    });
}

}  // namespace stoppress::store
