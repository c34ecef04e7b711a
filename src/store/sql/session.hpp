// SPDX-License-Identifier: GPL-3.0-or-later
// One connection to a database, with its prepared statements. SQLite speaks through SOCI, PostgreSQL through libpq.
// Flow:   WriteTransaction, ReadSnapshot -> Session -> SqliteSession or PostgresSession
// Thread: one at a time. Query and Session throw what the database's library throws; guarded() turns that into an Error at the folder's
// edge.
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

    /// The prepared statement. Prepared when it is first asked for, or by prepare_all().
    Query query(StatementName name) {
        ++statements_run_;
        return Query(prepared(statement(dialect_, name)));
    }
    /// How often query() was asked so far; a statement counts once however many rows it gives.
    [[nodiscard]] std::uint64_t statements_run() const { return statements_run_; }
    /// Runs a statement without parameters and rows, or a script.
    void run(StatementName name);
    /// Prepares every statement of the site's database, so that one that does not fit the schema shows at start.
    void prepare_all();
    /// Runs a migration's text.
    void run_migration(std::string_view sql) { run_script(sql); }

    /// Whether a transaction is open: a full disk, or a connection that broke, ends it by itself.
    [[nodiscard]] virtual bool in_transaction() const = 0;
    /// Whether a statement has failed so that the transaction, or its last savepoint, can only be undone.
    [[nodiscard]] virtual bool must_undo() const { return false; }
    /// Whether the last commit was sent and its answer never came: it may stand or not.
    [[nodiscard]] virtual bool commit_unknown() const { return false; }
    /// Rows inserted, changed or deleted since it was opened, undone ones included; it may be more, never less.
    [[nodiscard]] virtual std::int64_t rows_written() const = 0;

protected:
    [[nodiscard]] virtual std::unique_ptr<PreparedStatement> prepare(const StatementText& text) = 0;
    virtual void run_script(std::string_view sql) = 0;
    /// To be called before the connection goes, which the statements use.
    void forget_statements() { prepared_.clear(); }

private:
    PreparedStatement& prepared(const StatementText& text);

    Dialect dialect_;
    std::uint64_t statements_run_ = 0;
    std::unordered_map<std::string_view, std::unique_ptr<PreparedStatement>> prepared_;
};

/// The Error for the exception being handled: what the database's code means for a person, or `internal`.
[[nodiscard]] base::Error current_exception_as_error();

/// `outcome_unknown`: a commit was sent and its answer never came.
[[nodiscard]] base::Error unknown_outcome();

/// Calls `work`, which returns a Result; an exception out of it becomes an Error.
template <class Work>
auto guarded(Work&& work) -> std::invoke_result_t<Work> {
    try {
        return std::forward<Work>(work)();
    } catch (...) {
        return current_exception_as_error();
    }
}

}  // namespace stoppress::store
