// SPDX-License-Identifier: GPL-3.0-or-later
// Tests that failures of the machine under SQLite are reported as "try again later", and never as a bug.
#include <gtest/gtest.h>
#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include "store/sql/session.hpp"

namespace stoppress::store {
namespace {

base::Error error_of_statement(const std::string& statement) {
    soci::session session(soci::sqlite3, ":memory:");
    try {
        session << statement;
    } catch (...) {
        return current_exception_as_error();
    }
    return base::fail(base::ErrorCode::conflict, "It did not fail.");
}

TEST(SessionError, SaysThatAFileThatCannotBeOpenedIsUnavailable) {
    // As SQLite answers a connection that needs its log's files on a file system that has become read-only.
    const auto error = error_of_statement("ATTACH '/nonexistent/folder/file.db' AS other");
    EXPECT_EQ(error.code, base::ErrorCode::unavailable) << error.message;
    EXPECT_TRUE(error.message.contains("cannot be opened")) << error.message;
}

TEST(SessionError, SaysThatAWrongStatementIsAFaultOfTheProgram) {
    EXPECT_EQ(error_of_statement("SELECT nothing FROM nowhere").code, base::ErrorCode::internal);
}

}  // namespace
}  // namespace stoppress::store
