// SPDX-License-Identifier: GPL-3.0-or-later
// One connection to a database, with its prepared statements. SQLite is used through SOCI, PostgreSQL through libpq.
// Flow:   WriteTransaction, ReadSnapshot -> Session -> SqliteSession or PostgresSession
// Thread: one at a time. Query and Session throw what the database's library throws; guarded() turns that into an Error
//         at the folder's edge.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string_view>
#include <unordered_map>

#include "base/result.hpp"
#include "store/sql/query.hpp"
#include "store/sql/statement.hpp"

namespace stoppress::store {

enum class Access : std::uint8_t { write, read, bulk, credentials };

class Session {
public:
    explicit Session(Dialect dialect) : dialect_(dialect) {}
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;
    Session(Session&&) = delete;
    Session& operator=(Session&&) = delete;
    virtual ~Session() = default;

    [[nodiscard]] Dialect dialect() const { return dialect_; }

    /// The statement with that name; prepared on first use, or by prepare_all().
    Query query(StatementName name) {
        ++statements_run_;
        return Query(prepared(statement(dialect_, name)));
    }
    /// How often query() was called; a statement counts once however many rows it returns.
    [[nodiscard]] std::uint64_t statements_run() const { return statements_run_; }
    /// Runs a statement without parameters and rows, or a script.
    void run(StatementName name);
    /// Prepares every statement of the site's database, so that one that does not fit a new schema is found at once.
    void prepare_all();
    /// Runs the text of a migration.
    void run_migration(std::string_view sql) { run_script(sql); }

    /// Whether a transaction is open: a full disk or a broken connection may have ended it.
    [[nodiscard]] virtual bool in_transaction() const = 0;
    /// Whether a statement has failed, so that the transaction, or its last savepoint, can only be rolled back.
    [[nodiscard]] virtual bool must_undo() const { return false; }
    /// Whether the last commit was sent but not answered: it may or may not have been made.
    [[nodiscard]] virtual bool commit_unknown() const { return false; }
    /// Upper bound of the rows inserted, changed or deleted since the connection was opened, including
    /// those rolled back.
    [[nodiscard]] virtual std::int64_t rows_written() const = 0;

protected:
    [[nodiscard]] virtual std::unique_ptr<PreparedStatement> prepare(const StatementText& text) = 0;
    virtual void run_script(std::string_view sql) = 0;
    /// Call it before the connection closes, because the statements use it.
    void forget_statements() { prepared_.clear(); }

private:
    PreparedStatement& prepared(const StatementText& text);

    Dialect dialect_;
    std::uint64_t statements_run_ = 0;
    std::unordered_map<std::string_view, std::unique_ptr<PreparedStatement>> prepared_;
};

/// The Error for the exception being handled: a database error as a message for a person, anything else as `internal`.
[[nodiscard]] base::Error current_exception_as_error();

/// `outcome_unknown`: a commit was sent but not answered.
[[nodiscard]] base::Error unknown_outcome();

/// Calls `work`, which returns a Result; turns an exception from it into an Error.
template <class Work>
auto guarded(Work&& work) -> std::invoke_result_t<Work> {
    try {
        return std::forward<Work>(work)();
    } catch (...) {
        return current_exception_as_error();
    }
}

}  // namespace stoppress::store
