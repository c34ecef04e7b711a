// SPDX-License-Identifier: GPL-3.0-or-later
// Tests that a backup contains the whole site and other files are refused, and that a check finds deliberate damage.
#include "store/upkeep/maintenance.hpp"

#include <gmock/gmock.h>
#include <sqlite3.h>

#include "base/time/zone_hours.hpp"
#include "store/lists/list_reader.hpp"
#include "store/media/media_writer.hpp"
#include "store/people/credentials.hpp"
#include "store/site_fixture.hpp"
#include "store/sql/database.hpp"
#include "store/views/view_writer.hpp"

namespace stoppress::store {
namespace {

using namespace std::chrono_literals;

using base::ErrorCode;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

void no_progress(std::uint64_t /*done*/, std::uint64_t /*total*/) {}

class Maintenance : public SiteTest {
protected:
    Maintenance() : backup_file_(outside_.path() / "site.tar"), new_folder_(outside_.path() / "new") {}

    void fill() {
        section("city");
        for (int i = 0; i < 30; ++i) {
            auto made = content("Story " + std::to_string(i));
            made.section = "city";
            made.topics = {"roads"};
            made.authors = {"jane-doe"};
            const auto id = published(made);
            std::array<ViewCount, 1> views{ViewCount{id, base::to_hour(490'000 + i), 3, 1}};
            value(write([&](WriteTransaction& t) -> base::Result<int> {
                TRY_VOID(ViewWriter(t).add_views(views));
                return 0;
            }));
        }
        create(content("A draft"));
        token_ = value(value(Credentials::open(settings_, clock_))->create_token("desk", Role::editor));
        std::filesystem::create_directories(folder_.path() / "themes" / "ours");
        std::ofstream(folder_.path() / "themes" / "ours" / (std::string(120, 'n') + ".css")) << "body { color: black }";
        std::ofstream(folder_.path() / "stoppress.toml") << "[site]\ntitle = \"Ours\"\n";
    }
    base::Result<void> back_up() { return backup(settings_, backup_file_, no_progress); }
    base::Result<void> lay_out() { return restore(backup_file_, new_folder_, no_progress); }
    std::string bytes_of(const std::filesystem::path& file) {
        std::ifstream stream(file, std::ios::binary);
        return {std::istreambuf_iterator<char>(stream), {}};
    }
    std::vector<std::string> wheres() {
        std::vector<std::string> found;
        for (const auto& finding : value(check(settings_, no_progress)).findings) {
            found.push_back(finding.where);
        }
        return found;
    }
    void break_with(const char* sql) {
        sqlite3* database = nullptr;
        ASSERT_EQ(sqlite3_open((folder_.path() / "stoppress.db").c_str(), &database), SQLITE_OK);
        EXPECT_EQ(sqlite3_exec(database, sql, nullptr, nullptr, nullptr), SQLITE_OK) << sqlite3_errmsg(database);
        sqlite3_close(database);
    }

    TemporaryFolder outside_;
    std::filesystem::path backup_file_;
    std::filesystem::path new_folder_;
    std::string token_;
};

TEST_F(Maintenance, RestoresTheSameSiteFromABackupTakenWhileItIsWritten) {
    fill();
    value(back_up());  // with the writer open
    create(content("After the backup"));
    close();
    value(lay_out());

    settings_.folder = new_folder_;
    settings_.database.url = "sqlite:stoppress.db";
    EXPECT_EQ(headlines({}).size(), 30U);
    EXPECT_EQ(headlines({}, 0, 1), std::vector<std::string>{"Story 29"});
    StoryQuery drafts;
    drafts.status = story::Status::draft;
    EXPECT_EQ(value(read([&](ReadSnapshot& s) { return ListReader(s).stories(drafts); })).stories.size(), 1U);
    EXPECT_TRUE(value(value(Credentials::open(settings_, clock_))->identify(token_)).has_value());
    EXPECT_EQ(bytes_of(new_folder_ / "themes" / "ours" / (std::string(120, 'n') + ".css")), "body { color: black }");
    EXPECT_EQ(bytes_of(new_folder_ / "stoppress.toml"), "[site]\ntitle = \"Ours\"\n");
    EXPECT_THAT(wheres(), IsEmpty());
    EXPECT_EQ(create(content("Goes on")).value, 32);
    // A lost database is noticed here as well.
    close();
    std::filesystem::remove(new_folder_ / "stoppress.db");
    EXPECT_EQ(Writer::open(settings_, clock_).error().code, ErrorCode::corrupt);
}

TEST_F(Maintenance, TakesBackWhatAKillLeftHalfWrittenAmongTheTokens) {
    if (settings_.database.url.starts_with("postgresql")) {
        GTEST_SKIP() << "has no such file";
    }
    fill();
    const auto file = folder_.path() / "credentials.db";
    const auto journal = file.native() + "-journal";
    sqlite3* database = nullptr;
    ASSERT_EQ(sqlite3_open(file.c_str(), &database), SQLITE_OK);
    const auto* const half_written =
        "PRAGMA cache_size = 1; BEGIN; CREATE TABLE scratch (x); WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < "
        "100) "
        "INSERT INTO scratch SELECT randomblob(3000) FROM n;";
    ASSERT_EQ(sqlite3_exec(database, half_written, nullptr, nullptr, nullptr), SQLITE_OK);
    // As a kill at this moment leaves both.
    const auto half = bytes_of(file);
    const auto undo = bytes_of(journal);
    sqlite3_close(database);
    std::ofstream(file, std::ios::binary) << half;
    std::ofstream(journal, std::ios::binary) << undo;
    value(back_up());
    std::ofstream(file, std::ios::binary) << half;
    std::ofstream(journal, std::ios::binary) << undo;
    EXPECT_THAT(wheres(), IsEmpty());
    close();
    value(lay_out());
    settings_.folder = new_folder_;
    EXPECT_TRUE(value(value(Credentials::open(settings_, clock_))->identify(token_)).has_value());
}

TEST_F(Maintenance, NeverReplacesWhatIsThere) {
    fill();
    std::ofstream(backup_file_) << "mine";
    EXPECT_EQ(back_up().error().code, ErrorCode::conflict);
    EXPECT_EQ(bytes_of(backup_file_), "mine");
    std::filesystem::remove(backup_file_);
    value(back_up());
    std::filesystem::create_directory(new_folder_);
    std::ofstream(new_folder_ / "mine") << "mine";
    EXPECT_EQ(lay_out().error().code, ErrorCode::conflict);
    EXPECT_TRUE(std::filesystem::exists(new_folder_ / "mine"));
    // Nothing is left lying about.
    const auto left = std::distance(std::filesystem::directory_iterator(outside_.path()), std::filesystem::directory_iterator{});
    EXPECT_EQ(left, 2);
}

TEST_F(Maintenance, TakesNoPartOrChangedCopyForABackup) {
    fill();
    close();
    value(back_up());
    const auto whole = bytes_of(backup_file_);
    std::vector<std::string> broken{"",
                                    "garbage",
                                    whole.substr(0, 512),
                                    whole.substr(0, whole.size() / 2),
                                    whole.substr(0, whole.size() - 1024),
                                    whole.substr(0, whole.size() - 512),
                                    whole + "more"};
    for (const std::size_t at : {std::size_t{3}, std::size_t{600}, std::size_t{5000}, whole.size() / 2, whole.size() - 2000}) {
        auto changed = whole;
        changed[at] = static_cast<char>(changed[at] ^ 0x20);
        broken.push_back(changed);
    }
    for (const auto& bytes : broken) {
        std::ofstream(backup_file_, std::ios::binary | std::ios::trunc) << bytes;
        const auto restored = lay_out();
        if (!restored.has_value()) {
            EXPECT_EQ(restored.error().code, ErrorCode::corrupt) << restored.error().message;
            EXPECT_FALSE(std::filesystem::exists(new_folder_));
        } else {
            ADD_FAILURE() << "took " << bytes.size() << " bytes for a backup";
            std::filesystem::remove_all(new_folder_);
        }
    }
    EXPECT_EQ(restore(outside_.path() / "nowhere", new_folder_, no_progress).error().code, ErrorCode::not_found);
}

TEST_F(Maintenance, RefusesASymbolicLinkRatherThanLosingIt) {
    fill();
    std::filesystem::create_symlink("/etc", folder_.path() / "themes" / "elsewhere");
    EXPECT_THAT(back_up().error().message, HasSubstr("elsewhere"));
}

TEST_F(Maintenance, BacksPicturesUpUnlessTheyAreToBeLeftOut) {
    fill();
    std::filesystem::create_directories(folder_.path() / "media" / "originals");
    std::filesystem::create_directories(folder_.path() / "media" / "incoming");
    std::ofstream(folder_.path() / "media" / "a.webp") << "small";
    std::ofstream(folder_.path() / "media" / "originals" / "b.png") << "large";
    std::ofstream(folder_.path() / "media" / "incoming" / "1.1") << "half";
    value(back_up());
    value(lay_out());
    EXPECT_EQ(bytes_of(new_folder_ / "media" / "a.webp"), "small");
    EXPECT_EQ(bytes_of(new_folder_ / "media" / "originals" / "b.png"), "large");
    EXPECT_FALSE(std::filesystem::exists(new_folder_ / "media" / "incoming"));
    std::filesystem::remove(backup_file_);
    std::filesystem::remove_all(new_folder_);
    value(backup(settings_, backup_file_, no_progress, Pictures::left_out));
    value(lay_out());
    EXPECT_FALSE(std::filesystem::exists(new_folder_ / "media"));
    EXPECT_TRUE(std::filesystem::exists(new_folder_ / "themes"));
}

TEST_F(Maintenance, AsksForEachPictureWhetherItsFilesAreWhole) {
    fill();
    Medium medium;
    medium.file.hash = "whole";
    medium.file.content_type = "image/webp";
    medium.file.width = medium.file.height = medium.file.size = 1;
    for (const char* const hash : {"whole", "broken"}) {
        medium.file.hash = hash;
        EXPECT_EQ(value(write([&](WriteTransaction& t) { return MediaWriter(t).put_medium(medium); })), ImportOutcome::created);
    }
    const auto report = value(check(settings_, no_progress, [](const Medium& one) {
        return one.file.hash == "whole" ? base::Result<void>{} : base::Result<void>(base::fail(ErrorCode::corrupt, "is broken"));
    }));
    ASSERT_EQ(report.findings.size(), 1U);
    EXPECT_EQ(report.findings[0].where, "picture 2");
    EXPECT_THAT(report.checked, ::testing::Contains(HasSubstr("2 pictures")));
}

TEST_F(Maintenance, FindsNothingWrongWithAGoodSite) {
    fill();
    const auto report = value(check(settings_, no_progress));
    EXPECT_THAT(report.findings, IsEmpty());
    EXPECT_THAT(report.checked, ::testing::Contains(HasSubstr("31 revisions")));
    // Batches that are not added up yet are as good.
    const auto now = base::ZoneHours().hour_of(clock_.now());
    const std::vector<ViewCount> counts{{base::StoryId{3}, now, 2, 0}, {base::StoryId{4}, now, 5, 1}, {base::StoryId{3}, now - 1h, 0, 7}};
    for (int batch = 0; batch < 2; ++batch) {
        value(write([&](WriteTransaction& t) -> base::Result<int> {
            TRY_VOID(ViewWriter(t).log_views(counts));
            return 0;
        }));
    }
    const auto logged = value(check(settings_, no_progress));
    EXPECT_THAT(logged.findings, IsEmpty());
    EXPECT_THAT(logged.checked, ::testing::Contains(HasSubstr("2 batches")));
}

TEST_F(Maintenance, FindsWhatWasBroken) {
    STOPPRESS_ONLY_ON_SQLITE();
    fill();
    close();
    struct Case {
        const char* sql;
        const char* where;
    };
    for (const auto& [sql, where] :
         {Case{"UPDATE view_total SET views = views + 1 WHERE story_id = 3", "story 3"},
          Case{"UPDATE revision SET body = '{' WHERE story_id = 4", "story 4, revision 1"},
          Case{"DELETE FROM change WHERE number = 5", "change log"},
          Case{"UPDATE section SET stories = 7", "section city"},
          Case{"UPDATE topic SET stories = 7", "topic roads"},
          Case{"UPDATE story_author SET listed_at = NULL WHERE story_id = 6", "story 6"},
          Case{"DELETE FROM address WHERE story_id = 7", "story 7"},
          Case{"UPDATE month SET stories = 7", "archive 2026-03"},
          Case{"UPDATE tally SET stories = 7 WHERE name = 'article'", "counter article"},
          Case{"UPDATE story SET headline = 'Another' WHERE id = 8", "story 8"},
          Case{"INSERT INTO view_log (counts) VALUES ('')", "batch 1 of views"},
          Case{"INSERT INTO view_log (counts) VALUES ('@492321 3')", "batch 1 of views"},
          Case{"INSERT INTO view_log (counts) VALUES ('3:2')", "batch 1 of views"},
          Case{"INSERT INTO view_log (counts) VALUES ('@492321 3:-2')", "batch 1 of views"},
          Case{"INSERT INTO view_log (counts) VALUES ('@492321 3:0')", "batch 1 of views"},
          Case{"INSERT INTO view_log (counts) VALUES ('@492321 @492321 3:2')", "batch 1 of views"},
          Case{"INSERT INTO view_log (counts) VALUES ('@492321 3:2 ')", "batch 1 of views"},
          Case{"INSERT INTO view_log (counts) VALUES ('@492321 99:2')", "story 99"},
          Case{"INSERT INTO view_log (counts, referrers) VALUES ('@492321 3:2', '@492321 3:3:a.example')", "batch 1 of views"},
          Case{"INSERT INTO view_log (counts, referrers) VALUES ('@492321 3:2', '@492321 3:1:A')", "batch 1 of views"},
          Case{"INSERT INTO referrer_hour VALUES (492321, 'a.example', 1)", "hour 492321 of the site's referrers"},
          Case{"INSERT INTO referrer_hour VALUES (492321, 'a.example', 1); INSERT INTO story_referrer VALUES (3, 492321, 'a.example', 1)",
               "story 3"},
          Case{"INSERT INTO view_log (number, counts) VALUES (1, '@492321 3:2'), (3, '@492321 3:2')", "batch 3 of views"}}) {
        const auto before = bytes_of(folder_.path() / "stoppress.db");
        break_with(sql);
        EXPECT_THAT(wheres(), ::testing::Contains(where)) << sql;
        std::ofstream(folder_.path() / "stoppress.db", std::ios::binary | std::ios::trunc) << before;
    }
    EXPECT_THAT(wheres(), IsEmpty());
}

TEST_F(Maintenance, SaysWhatIsMissing) {
    if (database_.on_server()) {
        PostgresConnection(database_.url(), {}).run("DROP SCHEMA public CASCADE; CREATE SCHEMA public");
    }
    EXPECT_EQ(check(settings_, no_progress).error().code, ErrorCode::not_found);
    EXPECT_EQ(back_up().error().code, ErrorCode::not_found);
}

TEST_F(Maintenance, ACheckEndsSoonWhenItIsTold) {
    fill();
    close();
    const auto session = value(open_for_reading(settings_, kLongPatience));
    for (const int steps : {0, 1, 5}) {
        CheckReport report;
        int asked = 0;
        const auto ended = check_content(*session, settings_, no_progress, {}, [&] { return asked++ == steps; }, report);
        ASSERT_FALSE(ended.has_value()) << steps;
        EXPECT_EQ(ended.error().code, ErrorCode::unavailable);
        EXPECT_EQ(asked, steps + 1);
    }
}

}  // namespace
}  // namespace stoppress::store
