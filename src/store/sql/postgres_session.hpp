// SPDX-License-Identifier: GPL-3.0-or-later
// A connection to a PostgreSQL server.
// Flow:   Session -> PostgresSession -> PostgresConnection -> PostgreSQL
// Thread: one at a time. Throws PostgresError.
#pragma once

#include <memory>
#include <string>

#include "store/sql/postgres_connection.hpp"
#include "store/sql/session.hpp"

namespace stoppress::store {

class PostgresSession final : public Session {
public:
    /// Connects; throws PostgresError.
    PostgresSession(const std::string& url, Access access, Patience patience);
    PostgresSession(const PostgresSession&) = delete;
    PostgresSession& operator=(const PostgresSession&) = delete;
    PostgresSession(PostgresSession&&) = delete;
    PostgresSession& operator=(PostgresSession&&) = delete;
    ~PostgresSession() override;

    /// Fails with `unavailable` if no server answers; the message says what to do.
    static base::Result<std::unique_ptr<PostgresSession>> open(const std::string& url, Access access, Patience patience);

    [[nodiscard]] bool in_transaction() const override;
    [[nodiscard]] bool must_undo() const override;
    [[nodiscard]] bool commit_unknown() const override { return commit_unknown_; }
    [[nodiscard]] std::int64_t rows_written() const override { return written_; }
    [[nodiscard]] PostgresConnection& connection() { return connection_; }

protected:
    [[nodiscard]] std::unique_ptr<PreparedStatement> prepare(const StatementText& text) override;
    void run_script(std::string_view sql) override;

private:
    class Statement;
    PostgresResult execute(const std::string& name, std::span<const PostgresValue> values, bool commits);

    PostgresConnection connection_;
    std::int64_t written_ = 0;
    bool commit_unknown_ = false;
};

}  // namespace stoppress::store
