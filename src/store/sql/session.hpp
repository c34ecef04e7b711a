// SPDX-License-Identifier: GPL-3.0-or-later
// One connection to a database through SOCI, with its prepared statements: values in by name, rows out by name.
// Flow:   WriteTransaction, ReadSnapshot -> Session -> SOCI -> SQLite
// Thread: one at a time. Query and Session throw soci::soci_error; guarded() turns that into an Error at the folder's edge.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/ids.hpp"
#include "base/result.hpp"
#include "store/sql/statement.hpp"

struct sqlite3;

namespace stoppress::store {

/// A prepared statement with its values. Taken from a Session for one execution: set every parameter, then run(), or next() until it says
/// no.
class Query {
public:
    class Impl;
    explicit Query(Impl& impl) : impl_(&impl) {}

    Query& set(std::string_view name, std::int64_t value);
    Query& set(std::string_view name, std::string_view value);
    Query& set(std::string_view name, const std::string& value) { return set(name, std::string_view(value)); }
    Query& set(std::string_view name, const char* value) { return set(name, std::string_view(value)); }
    Query& set(std::string_view name, std::optional<std::int64_t> value) { return value ? set(name, *value) : set_null(name); }
    /// An id; 0, which names nothing, is stored as null.
    template <class Tag>
    Query& set(std::string_view name, base::Id<Tag> id) {
        return id ? set(name, id.value) : set_null(name);
    }
    Query& set_null(std::string_view name);

    /// Runs it and passes over its rows; returns how many rows it changed.
    std::int64_t run();
    /// Runs it for one row at most; whether there was one. Its values stay readable, and nothing is left open.
    bool one();
    /// The next row, running it first; whether there is one. To be called until it says no.
    bool next();

    [[nodiscard]] std::int64_t integer(std::string_view column) const;  ///< 0 for null
    [[nodiscard]] std::optional<std::int64_t> optional_integer(std::string_view column) const;
    [[nodiscard]] const std::string& text(std::string_view column) const;  ///< empty for null; valid until the next row

private:
    Impl* impl_;
};

enum class Access { write, read, bulk, credentials };

class Session {
public:
    class Impl;
    explicit Session(std::unique_ptr<Impl> impl);
    /// Opens the database file, creating it unless for `read`.
    static base::Result<std::unique_ptr<Session>> open(const std::filesystem::path& file, Access access);
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;
    Session(Session&&) = delete;
    Session& operator=(Session&&) = delete;
    ~Session();

    /// The prepared statement. Prepared when it is first asked for, or by prepare_all().
    Query query(StatementName name);
    /// Runs a statement without parameters and rows, or a script.
    void run(StatementName name);
    /// Prepares every statement of the site's database, so that one that does not fit the schema shows at start.
    void prepare_all();
    /// Runs a migration's text.
    void run_migration(std::string_view sql);
    /// Whether a transaction is open: a full disk or a failing one ends it by itself.
    [[nodiscard]] bool in_transaction() const;
    /// Rows inserted, changed or deleted since it was opened, undone ones included.
    [[nodiscard]] std::int64_t rows_written() const;
    [[nodiscard]] sqlite3* handle() const;

private:
    std::unique_ptr<Impl> impl_;
};

/// The Error for the exception being handled: what SQLite's code means for a person, or `internal`.
[[nodiscard]] base::Error current_exception_as_error();

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
