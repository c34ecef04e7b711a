// SPDX-License-Identifier: GPL-3.0-or-later
// Tests that all migrations together give the schema in schema.sql, and that every statement fits it.
#include <gmock/gmock.h>
#include <sqlite3.h>

#include <cstdlib>

#include "generated/schema_files.hpp"
#include "store/site_fixture.hpp"
#include "store/sql/migrate.hpp"
#include "store/sql/sqlite_session.hpp"

namespace stoppress::store {
namespace {

std::string migrated_schema(Session& session) {
    std::string text = "-- All migrations together. STOPPRESS_REBASELINE=FILE store_test writes it.\n";
    auto query = session.query("schema.dump");
    while (query.next()) {
        text += query.text("sql") + ";\n";
    }
    return text;
}

class Schema : public ::testing::Test {
protected:
    Schema() : session_(value(SqliteSession::open(folder_.path() / "stoppress.db", Access::write))) {
        value(migrate(*session_, folder_.path(), migrations_of(Dialect::sqlite), clock_));
    }
    TemporaryFolder folder_;
    TestClock clock_;
    std::unique_ptr<SqliteSession> session_;
};

TEST_F(Schema, IsWhatAllMigrationsGive) {
    const auto schema = migrated_schema(*session_);
    if (const char* file = std::getenv("STOPPRESS_REBASELINE"); file != nullptr) {
        std::ofstream(file) << schema;
    }
    const auto* golden = base::find_embedded(generated::schema_files(), "schema.sql");
    ASSERT_NE(golden, nullptr);
    EXPECT_EQ(schema, golden->bytes);
}

TEST_F(Schema, TakesEveryStatement) {
    session_->prepare_all();
    EXPECT_GT(statements(Dialect::sqlite).size(), 100U);
    for (const auto& statement : statements(Dialect::sqlite)) {
        EXPECT_FALSE(statement.sql.empty()) << statement.name;
    }
}

TEST_F(Schema, PlansNoStatementAgainForAnotherValue) {
    session_->prepare_all();
    int tried = 0;
    for (auto* made = sqlite3_next_stmt(session_->handle(), nullptr); made != nullptr; made = sqlite3_next_stmt(session_->handle(), made)) {
        if (sqlite3_stmt_readonly(made) == 0 || sqlite3_bind_parameter_count(made) == 0) {
            continue;
        }
        ++tried;
        for (const char* value : {"", "a", "published"}) {
            for (int parameter = 1; parameter <= sqlite3_bind_parameter_count(made); ++parameter) {
                sqlite3_bind_text(made, parameter, value, -1, SQLITE_STATIC);
            }
            sqlite3_step(made);
            sqlite3_reset(made);
        }
        EXPECT_EQ(sqlite3_stmt_status(made, SQLITE_STMTSTATUS_REPREPARE, 0), 0) << sqlite3_sql(made);
    }
    EXPECT_GT(tried, 50);
}

TEST_F(Schema, IsNumberedAndNamed) {
    EXPECT_EQ(value(schema_version(*session_)), migrations_of(Dialect::sqlite).back().number);
    EXPECT_EQ(migrations_of(Dialect::sqlite).front().name, "0001_schema");
}

TEST(Migration, FindsWhichStoriesShowThePicturesOfEarlierVersions) {
    const TemporaryFolder folder;
    const TestClock clock;
    const auto file = folder.path() / "stoppress.db";
    {
        const auto session = value(SqliteSession::open(file, Access::write));
        for (const auto& migration : migrations_of(Dialect::sqlite)) {
            if (migration.number <= 3) {
                apply_migration(*session, migration);
            }
        }
    }
    const std::string a(64, 'a');
    const std::string b(64, 'b');
    const std::string c(64, 'c');
    std::string sql;
    for (const auto& hash : {a, b}) {
        sql +=
            "INSERT INTO medium VALUES (NULL, '" + hash + "', 'image/jpeg', 3, 2, 1, 'o', 'image/png', 'Boat.png', 'A', '', '', NULL, 0);";
    }
    const auto story = [&](int id, const std::string& lead, const std::string& body) {
        const auto number = std::to_string(id);
        sql += "INSERT INTO story VALUES (" + number + ", 'article', 'draft', 1, 's" + number + "', '', 'h', '', '', NULL, 'en', '" + lead +
               "', '', '', '', '', NULL, NULL, 0, 0, 'x', '', NULL, '');";
        sql += "INSERT INTO revision VALUES (" + number + ", 1, 0, 'x', 'article', 'h', '', '" + body + "', 's', '', '', '', 'en', '" +
               lead + "', '', '', '', '');";
    };
    story(1, "/media/" + a + ".jpg", "[\"/media/" + b + ".jpg\", \"https://x.test/media/" + b + ".jpg\"]");
    story(2, "", "[\"/media/\", \"/media/" + c + ".jpg\", \"/media/" + a + ".jpg\"]");
    story(3, "https://elsewhere.test/a.jpg", "[]");
    sqlite3* database = nullptr;
    ASSERT_EQ(sqlite3_open(file.c_str(), &database), SQLITE_OK);
    EXPECT_EQ(sqlite3_exec(database, sql.c_str(), nullptr, nullptr, nullptr), SQLITE_OK) << sqlite3_errmsg(database);
    sqlite3_close(database);

    const auto session = value(SqliteSession::open(file, Access::write));
    value(migrate(*session, folder.path(), migrations_of(Dialect::sqlite), clock));
    const auto uses = [&](std::int64_t id) {
        auto query = session->query("medium.used_by");
        query.set("id", id).one();
        return query.integer("stories");
    };
    EXPECT_EQ(uses(1), 2);
    EXPECT_EQ(uses(2), 1);
    auto medium = session->query("medium.get");
    ASSERT_TRUE(medium.set("id", std::int64_t{1}).one());
    EXPECT_EQ(medium.text("created_by"), "import");
    EXPECT_EQ(medium.text("file_name"), "Boat.png");
}

}  // namespace
}  // namespace stoppress::store
