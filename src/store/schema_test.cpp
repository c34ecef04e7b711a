// SPDX-License-Identifier: GPL-3.0-or-later
// Proves that all migrations together give the schema that schema.sql shows, and that every statement fits it.
#include <gmock/gmock.h>

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

TEST_F(Schema, IsNumberedAndNamed) {
    EXPECT_EQ(value(schema_version(*session_)), static_cast<int>(migrations_of(Dialect::sqlite).size()));
    EXPECT_EQ(migrations_of(Dialect::sqlite).front().name, "0001_schema");
}

}  // namespace
}  // namespace stoppress::store
