// SPDX-License-Identifier: GPL-3.0-or-later
// Tests the promises of a commit: many jobs in one, a failed one rolled back alone, nothing acknowledged that is not on
// disk, one writer at a time.
#include "store/engine/writer.hpp"
#include "base/threads/mutex.hpp"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <sqlite3.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <future>
#include <thread>

#include "store/limits.hpp"
#include "store/lists/list_reader.hpp"
#include "store/site_fixture.hpp"
#include "store/stories/story_reader.hpp"
#include "store/stories/story_writer.hpp"
#include "store/views/view_writer.hpp"

namespace stoppress::store {
namespace {

using base::ErrorCode;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

class WriterTest : public SiteTest {
protected:
    std::string error_of_opening() {
        const auto opened = Writer::open(settings_, clock_);
        return opened.has_value() ? "opened" : opened.error().message;
    }
    [[nodiscard]] std::filesystem::path file() const { return folder_.path() / "stoppress.db"; }

    void run_sql(const char* sql) const {
        sqlite3* database = nullptr;
        ASSERT_EQ(sqlite3_open(file().c_str(), &database), SQLITE_OK);
        EXPECT_EQ(sqlite3_exec(database, sql, nullptr, nullptr, nullptr), SQLITE_OK) << sqlite3_errmsg(database);
        sqlite3_close(database);
    }
};

TEST_F(WriterTest, UndoesAFailedJobAlone) {
    std::vector<std::future<std::string>> answers;
    static_cast<void>(writer());
    for (int i = 0; i < 20; ++i) {
        auto promise = std::make_shared<std::promise<std::string>>();
        answers.push_back(promise->get_future());
        writer().submit(
            [i](WriteTransaction& t) -> base::Result<void> {
                TRY_VOID(StoryWriter(t).create_story(content("Story " + std::to_string(i)), "ada"));
                return i % 2 == 0 ? base::Result<void>{} : base::fail(ErrorCode::conflict, "changed my mind");
            },
            [promise](base::Result<void> result, base::ChangeNumber) {
                promise->set_value(result.has_value() ? "" : result.error().message);
            });
    }
    for (std::size_t i = 0; i < answers.size(); ++i) {
        EXPECT_EQ(answers[i].get(), i % 2 == 0 ? "" : "changed my mind");
    }
    StoryQuery everything;
    everything.status.reset();
    EXPECT_EQ(value(read([&](ReadSnapshot& s) { return ListReader(s).stories(everything); })).stories.size(), 10U);
    // The change log has no gap where a job was undone.
    const auto all = changes();
    ASSERT_EQ(all.size(), 10U);
    EXPECT_EQ(all.back().number, 10);
}

TEST_F(WriterTest, UndoesAJobThatThrows) {
    const auto thrown = writer().run([](WriteTransaction& t) -> base::Result<void> {
        TRY_VOID(StoryWriter(t).create_story(content("Lost"), "ada"));
        throw std::runtime_error("a defect");
    });
    EXPECT_EQ(thrown.error().code, ErrorCode::internal);
    EXPECT_TRUE(changes().empty());
    create(content("Kept"));
}

TEST_F(WriterTest, TellsOfEachCommitThatMovedTheChangeLog) {
    std::vector<base::ChangeNumber> told;
    base::Mutex mutex;  // guards told
    writer().on_commit([&](base::ChangeNumber number) {
        const base::Lock guard(mutex);
        told.push_back(number);
    });
    const auto id = published(content("One"));
    std::array<ViewCount, 1> views{ViewCount{id, base::to_hour(100), 1, 0}};
    value(write([&](WriteTransaction& t) -> base::Result<int> {
        TRY_VOID(ViewWriter(t).add_views(views));
        return 0;
    }));
    const base::Lock guard(mutex);
    EXPECT_THAT(told, ElementsAre(1, 2));
}

TEST_F(WriterTest, RefusesASecondWriterWithASentence) {
    STOPPRESS_ONLY_ON_SQLITE();
    static_cast<void>(writer());
    EXPECT_THAT(error_of_opening(), HasSubstr("is in use by another Stoppress process"));
    writer_.reset();
    EXPECT_EQ(error_of_opening(), "opened");
}

TEST_F(WriterTest, WaitsForALockThatIsLetGoOfInAMoment) {
    STOPPRESS_ONLY_ON_SQLITE();
    const auto held = ::open((folder_.path() / "stoppress.lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0640);
    ASSERT_GE(held, 0);
    ASSERT_EQ(::flock(held, LOCK_EX | LOCK_NB), 0);
    const std::jthread lets_go([held] {
        std::this_thread::sleep_for(std::chrono::milliseconds(300));
        ::close(held);
    });
    EXPECT_EQ(error_of_opening(), "opened");
}

TEST_F(WriterTest, RefusesToBeginAnEmptySiteWhereTheDatabaseIsLost) {
    STOPPRESS_ONLY_ON_SQLITE();
    published(content("Precious"));
    close();
    std::filesystem::rename(file(), folder_.path() / "elsewhere");
    EXPECT_THAT(error_of_opening(), HasSubstr("is missing, but this site had one"));
    EXPECT_FALSE(std::filesystem::exists(file()));
    std::ofstream{file()};  // an empty file is no database either
    EXPECT_THAT(error_of_opening(), HasSubstr("is empty, but this site had stories"));
}

TEST_F(WriterTest, RefusesADatabaseOfANewerVersion) {
    STOPPRESS_ONLY_ON_SQLITE();
    published(content("From the future"));
    close();
    run_sql("PRAGMA user_version = 999");
    EXPECT_THAT(error_of_opening(), HasSubstr("This site was written by a newer version of Stoppress"));
    EXPECT_EQ(ReadPool::open(settings_, 1).error().code, ErrorCode::unsupported);
}

TEST_F(WriterTest, RefusesAFileThatIsNoDatabaseOfOurs) {
    STOPPRESS_ONLY_ON_SQLITE();
    std::ofstream(file()) << std::string(10000, 'x');
    EXPECT_THAT(error_of_opening(), HasSubstr("damaged"));
    std::filesystem::remove(file());
    run_sql("CREATE TABLE contacts (name TEXT)");
    EXPECT_THAT(error_of_opening(), HasSubstr("not created by Stoppress"));
}

TEST_F(WriterTest, SurvivesAHalfWrittenDatabaseFileWithAClearError) {
    STOPPRESS_ONLY_ON_SQLITE();
    for (int i = 0; i < 50; ++i) {
        published(content("Story " + std::to_string(i)));
    }
    close();
    const auto size = std::filesystem::file_size(file());
    std::filesystem::resize_file(file(), size / 2);
    const auto opened = Writer::open(settings_, clock_);
    if (opened.has_value()) {
        // SQLite notices with the first page that is missing.
        const auto read_back = ReadPool::open(settings_, 1);
        ASSERT_TRUE(read_back.has_value());
        base::Result<void> outcome;
        for (std::int64_t i = 1; i <= 50 && outcome.has_value(); ++i) {
            outcome = (*read_back)->run([&](ReadSnapshot& s) -> base::Result<void> {
                TRY_VOID(StoryReader(s).story({i}));
                return {};
            });
        }
        ASSERT_FALSE(outcome.has_value());
        EXPECT_EQ(outcome.error().code, ErrorCode::corrupt);
    } else {
        EXPECT_EQ(opened.error().code, ErrorCode::corrupt);
    }
}

TEST_F(WriterTest, RefusesAnotherKindOfDatabaseAndAPathOutside) {
    settings_.database.url = "mysql://localhost/news";
    EXPECT_THAT(error_of_opening(), HasSubstr("is not a valid database address"));
    settings_.database.url = "sqlite:../other.db";
    EXPECT_THAT(error_of_opening(), HasSubstr("a file in the site's folder"));
}

TEST_F(WriterTest, SaysSoInAFolderThatItMayNotWrite) {
    STOPPRESS_ONLY_ON_SQLITE();
    settings_.folder = "/proc/self";  // read-only even for root
    EXPECT_THAT(error_of_opening(), HasSubstr("cannot be written"));
}

TEST_F(WriterTest, TakesAFolderWithSpacesInItsName) {
    STOPPRESS_ONLY_ON_SQLITE();
    settings_.folder = folder_.path() / "the daily = news; x";
    std::filesystem::create_directory(settings_.folder);
    published(content("Spaced"));
    EXPECT_TRUE(std::filesystem::exists(settings_.folder / "stoppress.db"));
}

/// No file may grow beyond what it is now: as a full disk, for this process alone.
class FullDisk {
public:
    explicit FullDisk(std::uintmax_t limit) {
        ::signal(SIGXFSZ, SIG_IGN);
        ::getrlimit(RLIMIT_FSIZE, &before_);
        auto full = before_;
        full.rlim_cur = limit;
        ::setrlimit(RLIMIT_FSIZE, &full);
    }
    FullDisk(const FullDisk&) = delete;
    FullDisk& operator=(const FullDisk&) = delete;
    FullDisk(FullDisk&&) = delete;
    FullDisk& operator=(FullDisk&&) = delete;
    ~FullDisk() { ::setrlimit(RLIMIT_FSIZE, &before_); }

private:
    rlimit before_{};
};

TEST_F(WriterTest, AcknowledgesNothingOnAFullDiskAndGoesOnWhenThereIsSpace) {
    STOPPRESS_ONLY_ON_SQLITE();
    const auto kept = published(content("Before"));
    {
        const FullDisk full(std::filesystem::file_size(folder_.path() / "stoppress.db-wal"));
        for (int i = 0; i < 3; ++i) {
            const auto refused = write([&](WriteTransaction& t) {
                auto long_one = content("Too much");
                long_one.body = paragraph(std::string(100'000, 'x'));
                return StoryWriter(t).create_story(long_one, "ada");
            });
            ASSERT_FALSE(refused.has_value());
            EXPECT_EQ(refused.error().code, ErrorCode::unavailable) << refused.error().message;
        }
        EXPECT_EQ(stored(kept)->content.headline, "Before");
    }
    const auto after = published(content("After"));
    EXPECT_EQ(stored(after)->content.headline, "After");
    EXPECT_THAT(headlines({}), ElementsAre("After", "Before"));
    EXPECT_EQ(changes().back().number, static_cast<std::int64_t>(changes().size()));
}

TEST_F(WriterTest, SaysThatNothingCanBeSavedUntilItCanAndFindsThatOutByItself) {
    STOPPRESS_ONLY_ON_SQLITE();
    published(content("Before"));
    EXPECT_EQ(writer().trouble(), "");
    // A job that is refused is no trouble.
    EXPECT_FALSE(publish({99}).has_value());
    EXPECT_EQ(writer().trouble(), "");
    {
        const FullDisk full(0);
        EXPECT_FALSE(publish(base::StoryId{1}, clock_.now() - std::chrono::hours(1)).has_value());
        EXPECT_THAT(writer().trouble(), HasSubstr("disk"));
        // That a job is refused for its own sake does not mean that others could be saved.
        EXPECT_FALSE(publish({99}).has_value());
        EXPECT_THAT(writer().trouble(), HasSubstr("disk"));
        // It is tried again meanwhile, in vain. Time is what is tested: on a slow machine it may not have
        // been tried yet.
        std::this_thread::sleep_for(kProbeInterval + std::chrono::milliseconds(500));
        EXPECT_THAT(writer().trouble(), HasSubstr("disk"));
    }
    const auto patience = std::chrono::steady_clock::now() + std::chrono::seconds(60);
    while (!writer().trouble().empty() && std::chrono::steady_clock::now() < patience) {
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    EXPECT_EQ(writer().trouble(), "");
    published(content("After"));
    EXPECT_THAT(headlines({}), ElementsAre("After", "Before"));
    EXPECT_EQ(changes().back().number, static_cast<std::int64_t>(changes().size()));
}

TEST_F(WriterTest, TakesABackupBeforeAMigration) {
    STOPPRESS_ONLY_ON_SQLITE();
    published(content("Before the upgrade"));
    close();
    run_sql(
        "DROP TABLE audit_outbox; DROP TABLE kept_answer; DROP TABLE site_hour; DROP TABLE author_hour; DROP TABLE referrer_hour; DROP "
        "TABLE story_referrer;"
        "ALTER TABLE view_log DROP COLUMN referrers;"
        "DROP TABLE topic_merge_story; DROP TABLE topic_merge_alias; DROP TABLE topic_merge; DROP TABLE setting; DROP TABLE menu_link; "
        "DROP INDEX address_redirect; DROP TABLE draft; DROP TABLE note; DROP TABLE correction; DROP TABLE preview_link; DROP TABLE "
        "section_alias; DROP TABLE author_alias; DROP TABLE draft_version;"
        "DROP TABLE notification; DROP TABLE notification_choice; DROP TABLE comment;"
        "DROP TABLE template_medium; DROP TABLE story_template; DROP TABLE import_note; DROP TABLE import_count; DROP TABLE import_run;"
        "DROP TABLE proposal; DROP TABLE front_entry; DROP TABLE front; DROP TABLE trash; DROP TABLE last_number_of; ALTER TABLE story "
        "DROP COLUMN trash;"
        "ALTER TABLE story DROP COLUMN embargo_until;"
        "DROP INDEX story_by_feed_id; DROP INDEX story_without_feed_id; ALTER TABLE story DROP COLUMN feed_id;"
        "ALTER TABLE story DROP COLUMN language_named;"
        "DROP INDEX story_without_words; DROP INDEX story_last_saved; DROP INDEX story_by_owner; DROP INDEX story_by_status;"
        "DROP INDEX story_assigned; ALTER TABLE story DROP COLUMN headline_words; ALTER TABLE story DROP COLUMN assignee;"
        "ALTER TABLE story DROP COLUMN draft_version; ALTER TABLE section DROP COLUMN position;"
        "ALTER TABLE section DROP COLUMN chosen; DROP INDEX topic_in_use; DROP INDEX author_in_use; DROP INDEX story_topic_unlisted;"
        "DROP INDEX story_author_unlisted; DROP INDEX story_page_by_section;");
    run_sql(
        "PRAGMA user_version = 1; DROP TABLE crop; DROP TABLE recording; DROP TABLE recording_captions; DROP TABLE rendition; "
        "DROP TABLE medium_address; "
        "DROP TABLE medium_use; DROP TABLE medium_gone; DROP "
        "TABLE medium; DROP INDEX story_newest; DROP INDEX story_by_language; DROP INDEX story_by_section;"
        "DROP INDEX story_due; DROP INDEX story_by_slug;"
        "DROP INDEX story_translations; DROP INDEX story_by_source; DROP INDEX story_topic_newest; DROP INDEX story_author_newest;"
        "DROP INDEX address_of_story; DROP INDEX view_hour_by_story;");
    // A start that was killed while it copied; only what is whole has the name of a backup.
    std::filesystem::create_directory(folder_.path() / "backups");
    std::ofstream(folder_.path() / "backups" / "before.partial") << "half a database";
    EXPECT_THAT(headlines({}), ElementsAre("Before the upgrade"));
    std::filesystem::directory_iterator backups(folder_.path() / "backups");
    EXPECT_THAT(backups->path().filename().native(), ::testing::StartsWith("before-0002-"));
    EXPECT_GT(std::filesystem::file_size(backups->path()), 4096U);
    EXPECT_EQ(++backups, std::filesystem::directory_iterator());
    // What came with a migration and only the program can make is made for stories from before it.
    StoryQuery search;
    search.words = "upgr";
    search.status.reset();
    EXPECT_EQ(value(read([&](ReadSnapshot& s) { return ListReader(s).stories(search); })).stories.size(), 1U);
}

TEST_F(WriterTest, MakesWordsForSearchesAnewThatOtherRulesHaveMade) {
    STOPPRESS_ONLY_ON_SQLITE();
    published(content("Found again"));
    close();
    run_sql("UPDATE story SET headline_words = ' lost'; UPDATE made_with SET value = '1' WHERE name = 'headline_words'");
    StoryQuery search;
    search.words = "again";
    EXPECT_EQ(value(read([&](ReadSnapshot& s) { return ListReader(s).stories(search); })).stories.size(), 1U);
    close();
    // Once is enough.
    run_sql("UPDATE story SET headline_words = ' lost'");
    EXPECT_EQ(value(read([&](ReadSnapshot& s) { return ListReader(s).stories(search); })).stories.size(), 0U);
}

TEST_F(WriterTest, MovesALongLogIntoTheDatabase) {
    STOPPRESS_ONLY_ON_SQLITE();
    auto long_one = content("Long");
    long_one.body = paragraph(std::string(200'000, 'x'));
    for (int i = 0; i < 40; ++i) {
        create(long_one);
    }
    const auto log = folder_.path() / "stoppress.db-wal";
    const auto before = std::filesystem::file_size(file());
    const auto patience = std::chrono::steady_clock::now() + std::chrono::seconds(60);
    while (std::filesystem::file_size(file()) == before && std::chrono::steady_clock::now() < patience) {
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    EXPECT_GT(std::filesystem::file_size(file()), before);
    EXPECT_GT(std::filesystem::file_size(log), 0U);
}

}  // namespace
}  // namespace stoppress::store
