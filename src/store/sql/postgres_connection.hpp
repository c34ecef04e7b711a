// SPDX-License-Identifier: GPL-3.0-or-later
// A libpq connection with deadlines: a server that hangs costs a deadline, never a thread. libpq is used directly,
// because SOCI offers neither deadlines, nor notifications, nor the state of a transaction.
// Thread: one at a time. Throws PostgresError.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>

struct pg_conn;
struct pg_result;

namespace stoppress::store {

/// An error with its SQLSTATE (PostgreSQL 15, appendix A); the SQLSTATE is empty if the server did not answer at all.
class PostgresError : public std::runtime_error {
public:
    PostgresError(std::string state, const std::string& message) : std::runtime_error(message), state_(std::move(state)) {}
    [[nodiscard]] const std::string& state() const { return state_; }
    /// Whether the connection is lost.
    [[nodiscard]] bool lost() const { return state_.empty(); }

private:
    std::string state_;
};

/// Owns the rows of an answer.
class PostgresResult {
public:
    explicit PostgresResult(pg_result* result) : result_(result) {}
    [[nodiscard]] int rows() const;
    [[nodiscard]] int columns() const;
    [[nodiscard]] std::int64_t changed() const;
    /// Nothing for null. Valid as long as the result.
    [[nodiscard]] std::optional<std::string_view> value(int row, int column) const;

private:
    struct Clear {
        void operator()(pg_result* result) const;
    };
    friend class PostgresConnection;
    std::unique_ptr<pg_result, Clear> result_;
};

/// How long to wait for a server: for a connection, and for the answer to one statement.
struct Patience {
    std::chrono::milliseconds connect{3000};
    std::chrono::milliseconds answer{10000};
};

/// A value to be sent.
struct PostgresValue {
    enum class Kind : std::uint8_t { null, integer, text };
    Kind kind = Kind::null;
    std::int64_t integer = 0;
    std::string_view text{};
};

class PostgresConnection {
public:
    /// Connects to the server of `url` that accepts writes (the primary, if it names several). Throws if there is none
    /// in time.
    PostgresConnection(const std::string& url, Patience patience);
    PostgresConnection(const PostgresConnection&) = delete;
    PostgresConnection& operator=(const PostgresConnection&) = delete;
    PostgresConnection(PostgresConnection&&) = delete;
    PostgresConnection& operator=(PostgresConnection&&) = delete;
    ~PostgresConnection() = default;

    /// Runs a script of one or more statements without parameters.
    void run(const std::string& sql);
    /// Prepares `sql`, whose parameters $1 … have these kinds.
    void prepare(const std::string& name, const std::string& sql, std::span<const PostgresValue::Kind> kinds);
    PostgresResult run_prepared(const std::string& name, std::span<const PostgresValue> values);

    /// Waits for a notification for up to `time`; returns whether one came. Removes all that came.
    bool await_notification(std::chrono::milliseconds time);

    enum class Transaction : std::uint8_t { none, open, failed, lost };
    [[nodiscard]] Transaction transaction() const;

private:
    using Clock = std::chrono::steady_clock;
    struct Finish {
        void operator()(pg_conn* connection) const;
    };

    void connect(const std::string& url, Clock::time_point until);
    PostgresResult finish();
    void sent(int accepted);
    /// Waits until the socket can be read, or written if `writing`; false if `until` passes first.
    [[nodiscard]] bool wait(bool writing, Clock::time_point until) const;
    [[noreturn]] void lose(const std::string& why);
    [[nodiscard]] std::string message() const;

    Patience patience_;
    std::unique_ptr<pg_conn, Finish> connection_{};
};

}  // namespace stoppress::store
