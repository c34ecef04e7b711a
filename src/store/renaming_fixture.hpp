// SPDX-License-Identifier: GPL-3.0-or-later
// For tests: takes a table away from a SQLite database in use, so that statements about it fail until it is back.
// Thread: any; opens a connection of its own.
#pragma once

#include <gtest/gtest.h>
#include <sqlite3.h>

#include <filesystem>
#include <string>

namespace stoppress::store {

inline void rename_table_of_file(const std::filesystem::path& file, const std::string& from, const std::string& to) {
    sqlite3* database = nullptr;
    ASSERT_EQ(sqlite3_open(file.c_str(), &database), SQLITE_OK);
    sqlite3_busy_timeout(database, 60'000);
    const auto statement = "ALTER TABLE " + from + " RENAME TO " + to;
    EXPECT_EQ(sqlite3_exec(database, statement.c_str(), nullptr, nullptr, nullptr), SQLITE_OK) << sqlite3_errmsg(database);
    sqlite3_close(database);
}

}  // namespace stoppress::store
