// SPDX-License-Identifier: GPL-3.0-or-later
// A prepared statement with its values: parameters are set and columns are read by name, for any database.
// Flow:   WriteTransaction, ReadSnapshot -> Query -> Session
// Thread: the Session's. All functions throw what the session's database throws; guarded() turns that into an Error.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/ids.hpp"
#include "base/time/hour.hpp"
#include "store/sql/statement.hpp"

namespace stoppress::store {

/// A statement prepared for one database. Owned by the session that prepared it.
class PreparedStatement {
public:
    PreparedStatement() = default;
    PreparedStatement(const PreparedStatement&) = delete;
    PreparedStatement& operator=(const PreparedStatement&) = delete;
    PreparedStatement(PreparedStatement&&) = delete;
    PreparedStatement& operator=(PreparedStatement&&) = delete;
    virtual ~PreparedStatement() = default;

    /// Prepares it for another execution, whatever state the last one left it in.
    virtual void restart() = 0;
    virtual void set(std::string_view name, std::int64_t value) = 0;
    virtual void set(std::string_view name, std::string_view value) = 0;
    virtual void set_null(std::string_view name) = 0;
    virtual std::int64_t run() = 0;
    virtual bool one() = 0;
    virtual bool next() = 0;
    [[nodiscard]] virtual std::optional<std::int64_t> integer(std::string_view column) = 0;
    [[nodiscard]] virtual const std::string& text(std::string_view column) = 0;
};

/// One execution of a statement, from a Session: set every parameter, then call run(), one(), or next() until it
/// returns false.
class Query {
public:
    explicit Query(PreparedStatement& statement) : statement_(&statement) {}

    Query& set(std::string_view name, std::int64_t value) {
        statement_->set(name, value);
        return *this;
    }
    Query& set(std::string_view name, std::string_view value) {
        statement_->set(name, value);
        return *this;
    }
    Query& set(std::string_view name, const std::string& value) { return set(name, std::string_view(value)); }
    Query& set(std::string_view name, const char* value) { return set(name, std::string_view(value)); }
    Query& set(std::string_view name, std::optional<std::int64_t> value) { return value ? set(name, *value) : set_null(name); }
    Query& set(std::string_view name, base::Hour hour) { return set(name, base::to_number(hour)); }
    /// An id; 0, which means none, is stored as null.
    template <class Tag>
    Query& set(std::string_view name, base::Id<Tag> id) {
        return id ? set(name, id.value) : set_null(name);
    }
    Query& set_null(std::string_view name) {
        statement_->set_null(name);
        return *this;
    }

    /// Runs it, ignoring its rows; returns how many rows it changed.
    std::int64_t run() { return statement_->run(); }
    /// Runs it and reads at most one row; returns whether there was one. Its values stay readable, and nothing
    /// is left open.
    bool one() { return statement_->one(); }
    /// The next row, running the statement first; returns whether there is one. Must be called until it returns false.
    bool next() { return statement_->next(); }

    [[nodiscard]] std::int64_t integer(std::string_view column) const { return optional_integer(column).value_or(0); }  ///< 0 for null
    [[nodiscard]] std::optional<std::int64_t> optional_integer(std::string_view column) const { return statement_->integer(column); }
    [[nodiscard]] base::Hour hour(std::string_view column) const { return base::to_hour(integer(column)); }
    /// Empty for null; valid until the next row.
    [[nodiscard]] const std::string& text(std::string_view column) const { return statement_->text(column); }

private:
    PreparedStatement* statement_;
};

}  // namespace stoppress::store
