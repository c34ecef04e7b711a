// SPDX-License-Identifier: GPL-3.0-or-later
// Proves that all migrations together give the schema that schema.sql shows, and that every statement fits it.
#include <gmock/gmock.h>

#include <cstdlib>

#include "generated/schema_files.hpp"
#include "store/site_fixture.hpp"
#include "store/sql/migrate.hpp"
#include "store/sql/session.hpp"

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
    Schema() : session_(value(Session::open(folder_.path() / "stoppress.db", Access::write))) {
        value(migrate(*session_, folder_.path(), sqlite_migrations(), clock_));
    }
    TemporaryFolder folder_;
    TestClock clock_;
    std::unique_ptr<Session> session_;
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
    EXPECT_GT(sqlite_statements().size(), 100U);
    for (const auto& statement : sqlite_statements()) {
        EXPECT_FALSE(statement.sql.empty()) << statement.name;
    }
}

TEST_F(Schema, IsNumberedAndNamed) {
    EXPECT_EQ(value(schema_version(*session_)), static_cast<int>(sqlite_migrations().size()));
    EXPECT_EQ(sqlite_migrations().front().name, "0001_schema");
}

}  // namespace
}  // namespace stoppress::store
