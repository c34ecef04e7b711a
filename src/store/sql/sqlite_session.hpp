// SPDX-License-Identifier: GPL-3.0-or-later
// A connection to an SQLite file, through SOCI.
// Flow:   Session -> SqliteSession -> SOCI -> SQLite
// Thread: one at a time.
#pragma once

#include <filesystem>
#include <memory>

#include "store/sql/session.hpp"

struct sqlite3;

namespace stoppress::store {

class SqliteSession final : public Session {
public:
    class Impl;
    explicit SqliteSession(std::unique_ptr<Impl> impl);
    SqliteSession(const SqliteSession&) = delete;
    SqliteSession& operator=(const SqliteSession&) = delete;
    SqliteSession(SqliteSession&&) = delete;
    SqliteSession& operator=(SqliteSession&&) = delete;
    ~SqliteSession() override;

    /// Opens the database file; creates a missing one unless opened for `read`.
    static base::Result<std::unique_ptr<SqliteSession>> open(const std::filesystem::path& file, Access access);

    [[nodiscard]] bool in_transaction() const override;
    /// Whether syncing failed in the last commit: the log may contain it, and a start after a kill would treat it as
    /// committed. A further commit on a new connection overwrites it.
    [[nodiscard]] bool commit_unknown() const override { return commit_unknown_; }
    [[nodiscard]] std::int64_t rows_written() const override;
    /// For functions that only SQLite has: watching the log, copying page by page.
    [[nodiscard]] sqlite3* handle() const;

protected:
    [[nodiscard]] std::unique_ptr<PreparedStatement> prepare(const StatementText& text) override;
    void run_script(std::string_view sql) override;

private:
    std::unique_ptr<Impl> impl_;
    bool commit_unknown_ = false;
};

}  // namespace stoppress::store
