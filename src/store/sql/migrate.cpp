// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/sql/migrate.hpp"

#include <charconv>
#include <string>

#include <fmt/format.h>

#include "generated/migrations_files.hpp"
#include "store/files/file.hpp"
#include "store/files/site_lock.hpp"

namespace stoppress::store {

namespace {

constexpr std::int64_t kApplicationId = 0x53746f70;  // "Stop", by which `file` and this program recognise a database of ours

std::vector<Migration> read_migrations(std::string_view suffix) {
    std::vector<Migration> migrations;
    for (const auto& file : generated::migrations_files()) {
        if (!file.path.ends_with(suffix)) {
            continue;
        }
        Migration migration;
        migration.name = file.path.substr(0, file.path.size() - suffix.size());
        migration.sql = file.bytes;
        std::from_chars(migration.name.data(), migration.name.data() + migration.name.size(), migration.number);
        if (migration.number != static_cast<int>(migrations.size()) + 1) {
            base::die(fmt::format("Migration {} is out of order: migrations are numbered without gaps.", migration.name));
        }
        migrations.push_back(migration);
    }
    return migrations;
}

/// While it exists, other programs that would migrate the same database wait.
class Turn {
public:
    explicit Turn(Session& session) : session_(session) {
        if (session_.dialect() == Dialect::postgres) {
            session_.query("schema.lock").one();
        }
    }
    Turn(const Turn&) = delete;
    Turn& operator=(const Turn&) = delete;
    Turn(Turn&&) = delete;
    Turn& operator=(Turn&&) = delete;
    ~Turn() {
        if (session_.dialect() == Dialect::postgres) {
            // If the connection is lost, so is the lock.
            static_cast<void>(guarded([this]() -> base::Result<void> {
                session_.query("schema.unlock").one();
                return {};
            }));
        }
    }

private:
    Session& session_;
};

base::Result<void> back_up(Session& session, const std::filesystem::path& folder, int next, const base::Clock& clock) {
    const auto backups = folder / "backups";
    std::error_code error;
    std::filesystem::create_directories(backups, error);
    if (error) {
        return base::fail(base::ErrorCode::io, fmt::format("{} cannot be created: {}.", backups.native(), error.message()));
    }
    auto time = base::format_rfc3339(clock.now());
    std::erase_if(time, [](char c) { return c == ':' || c == '-'; });
    const auto file = backups / fmt::format("before-{:04}-{}.db", next, time);
    // A kill leaves a file with another name, so whoever returns to an older version finds only complete copies.
    const auto partial = backups / "before.partial";
    std::filesystem::remove(partial, error);
    session.query("database.copy").set("file", partial.native()).run();
    TRY_VOID(sync_file(partial));
    std::filesystem::rename(partial, file, error);
    if (error) {
        return base::fail(base::ErrorCode::io, fmt::format("{} cannot be created: {}.", file.native(), error.message()));
    }
    return sync_folder(backups);
}

base::Error newer(int version, int known) {
    return base::fail(base::ErrorCode::unsupported, fmt::format("This site was written by a newer version of Stoppress (schema {}; this "
                                                                "program supports up to {}): install that version or a later one.",
                                                                version, known));
}

}  // namespace

const std::vector<Migration>& migrations_of(Dialect dialect) {
    static const std::vector<Migration> kOfSqlite = read_migrations(".sqlite.sql");
    static const std::vector<Migration> kOfPostgres = read_migrations(".postgres.sql");
    return dialect == Dialect::sqlite ? kOfSqlite : kOfPostgres;
}

void apply_migration(Session& session, const Migration& migration) {
    session.run("transaction.begin");
    try {
        session.run_migration(migration.sql);
        auto version = session.query("schema.version");
        version.one();
        if (version.integer("version") != migration.number) {
            base::die(fmt::format("Migration {} does not set its own number at its end.", migration.name));
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
            return base::fail(base::ErrorCode::corrupt, "The database was not created by Stoppress; choose another folder with --site.");
        }
        auto version = session.query("schema.version");
        version.one();
        return static_cast<int>(version.integer("version"));
    });
}

base::Result<void> require_known_schema(Session& session, const std::string& name) {
    TRY(const int version, schema_version(session));
    const int known = migrations_of(session.dialect()).back().number;
    if (version == 0) {
        return session.dialect() == Dialect::sqlite
                   ? base::fail(base::ErrorCode::corrupt, fmt::format("{} is empty or incomplete; restore a backup.", name))
                   : base::fail(base::ErrorCode::not_found,
                                fmt::format("No site found in {}: run `stoppress serve` once to create it.", name));
    }
    if (version > known) {
        return newer(version, known);
    }
    if (version < known) {
        return base::fail(base::ErrorCode::unsupported,
                          "This site was written by an older version of Stoppress; run `stoppress serve` once to upgrade it.");
    }
    return refuse_unfinished_move(session);
}

base::Result<void> refuse_unfinished_move(Session& session) {
    return guarded([&]() -> base::Result<void> {
        auto moving = session.query("made_with.get");
        if (!moving.set("name", "moving").one()) {
            return {};
        }
        return base::fail(base::ErrorCode::conflict, "A move into this database was not completed: run `stoppress move` again.");
    });
}

base::Result<void> migrate(Session& session, const std::filesystem::path& folder, std::span<const Migration> migrations,
                           const base::Clock& clock) {
    return guarded([&]() -> base::Result<void> {
        const Turn turn(session);
        TRY(const int version, schema_version(session));
        const int known = migrations.empty() ? 0 : migrations.back().number;
        if (version > known) {
            return newer(version, known);
        }
        if (version == known) {
            return {};
        }
        if (version > 0 && session.dialect() == Dialect::sqlite) {
            TRY_VOID(back_up(session, folder, version + 1, clock));
        }
        for (const auto& migration : migrations) {
            if (migration.number > version) {
                apply_migration(session, migration);
            }
        }
        return {};
    });
}

}  // namespace stoppress::store
