// SPDX-License-Identifier: GPL-3.0-or-later
// Messages about database failures for the person who runs the server.
#include <fmt/format.h>
#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include "store/sql/postgres_connection.hpp"
#include "store/sql/session.hpp"

namespace stoppress::store {

namespace {

base::Error error_of(int code, const char* message) {
    using base::ErrorCode;
    switch (code & 0xff) {
        case SQLITE_FULL:
            return base::fail(ErrorCode::unavailable, "The disk is full: nothing can be saved until space is freed.", {"disk-full"});
        case SQLITE_IOERR:
            return base::fail(ErrorCode::unavailable, fmt::format("Reading from or writing to the disk failed ({}).", message));
        case SQLITE_READONLY:
        case SQLITE_PERM:
            return base::fail(ErrorCode::unavailable,
                              fmt::format("The database is read-only: check its permissions and how the disk is mounted ({}).", message));
        case SQLITE_CANTOPEN:
            return base::fail(ErrorCode::unavailable,
                              fmt::format("The database cannot be opened: check the folder and its permissions ({}).", message));
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            return base::fail(ErrorCode::unavailable, "The database is locked by another program; try again.");
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB:
            return base::fail(ErrorCode::corrupt, fmt::format("The database is damaged; restore a backup ({}).", message));
        case SQLITE_NOMEM:
            return base::fail(ErrorCode::unavailable, "Out of memory.");
        case SQLITE_TOOBIG:
            return base::fail(ErrorCode::too_large, "A value is too large for the database.");
        default:
            return base::fail(ErrorCode::internal, fmt::format("Database error: {}", message));
    }
}

/// By the class of its SQLSTATE (PostgreSQL 15, appendix A).
base::Error error_of(const PostgresError& error) {
    using base::ErrorCode;
    const std::string_view state = error.state();
    const auto any_of = [state](std::initializer_list<std::string_view> states) {
        return std::ranges::any_of(states, [state](std::string_view begin) { return state.starts_with(begin); });
    };
    if (error.lost() || any_of({"08", "57P"})) {
        return base::fail(ErrorCode::unavailable, fmt::format("The database server cannot be reached ({}).", error.what()));
    }
    if (state == "53100") {
        return base::fail(ErrorCode::unavailable, "The disk of the database server is full: nothing can be saved until space is freed.",
                          {"disk-full"});
    }
    if (any_of({"53", "58", "40", "55P03", "57014", "25006", "25P0"})) {
        return base::fail(ErrorCode::unavailable,
                          fmt::format("The database server cannot process the request at the moment ({}).", error.what()));
    }
    if (any_of({"28", "3D000", "42501"})) {
        return base::fail(
            ErrorCode::io,
            fmt::format("The database server denied access: check database.url and the rights of its user ({}).", error.what()));
    }
    if (any_of({"XX001", "XX002"})) {
        return base::fail(ErrorCode::corrupt, fmt::format("The database is damaged; restore a backup ({}).", error.what()));
    }
    if (any_of({"54"})) {
        return base::fail(ErrorCode::too_large, "A value is too large for the database.");
    }
    return base::fail(ErrorCode::internal, fmt::format("Database error: {} ({})", error.what(), state));
}

}  // namespace

base::Error unknown_outcome() {
    return base::fail(base::ErrorCode::outcome_unknown,
                      "The database failed during the commit, so it is not known yet whether the change was saved. Send the same request "
                      "with the same Idempotency-Key again to find out; without a key, check before you send it again.");
}

base::Error current_exception_as_error() {
    try {
        throw;
    } catch (const soci::sqlite3_soci_error& error) {
        return error_of(error.result(), error.what());
    } catch (const PostgresError& error) {
        return error_of(error);
    } catch (const std::bad_alloc&) {
        return base::fail(base::ErrorCode::unavailable, "Out of memory.");
    } catch (const std::exception& error) {
        return base::fail(base::ErrorCode::internal, error.what());
    } catch (...) {
        return base::fail(base::ErrorCode::internal, "An object not derived from std::exception was thrown.");
    }
}

}  // namespace stoppress::store
