// SPDX-License-Identifier: GPL-3.0-or-later
// Tests the whole flow of a view with a real store: counted, durable, and summed and ranked alike in the store
// and in memory.
#include "readership/readership.hpp"
#include "base/threads/mutex.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <filesystem>
#include <thread>

#include "base/time/clock.hpp"
#include "base/time/zone_hours.hpp"
#include "readership/counting/view_store.hpp"
#include "readership/limits.hpp"
#include "store/engine/read_pool.hpp"
#include "store/engine/writer.hpp"
#include "store/filing/filing_reader.hpp"
#include "store/filing/filing_writer.hpp"
#include "store/lists/list_reader.hpp"
#include "store/renaming_fixture.hpp"
#include "store/stories/publishing_writer.hpp"
#include "store/stories/story_writer.hpp"
#include "store/views/numbers_reader.hpp"
#include "store/views/view_reader.hpp"

namespace stoppress::readership {
namespace {

using namespace std::chrono_literals;
using story::Window;

constexpr std::string_view kBrowser = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0";
constexpr std::string_view kCrawler = "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)";

class SetClock final : public base::Clock {
public:
    [[nodiscard]] base::Time now() const override { return base::from_milliseconds(now_.load()); }
    void advance(std::chrono::hours time) { now_ += std::chrono::milliseconds(time).count(); }

private:
    std::atomic<std::int64_t> now_{base::to_milliseconds(*base::parse_rfc3339("2026-03-01T09:30:00Z"))};
};

bool before_long(const std::function<bool()>& holds) {
    const auto end = std::chrono::steady_clock::now() + 60s;
    while (!holds()) {
        if (std::chrono::steady_clock::now() > end) {
            return false;
        }
        std::this_thread::sleep_for(5ms);
    }
    return true;
}

class ReadershipTest : public testing::Test {
protected:
    void SetUp() override {
        static std::atomic<int> number{0};
        folder_ = std::filesystem::temp_directory_path() /
                  ("stoppress-readership-" + std::to_string(::getpid()) + "-" + std::to_string(number++));
        std::filesystem::create_directories(folder_);
        settings_.folder = folder_;
        settings_.views.repeat_minutes = 0;
        settings_.site.url = "https://news.example";
        open();
    }
    void TearDown() override {
        close();
        std::filesystem::remove_all(folder_);
    }
    void open() {
        writer_ = base::must(store::Writer::open(settings_, clock_));
        pool_ = base::must(store::ReadPool::open(settings_, 1));
        readership_ = base::must(Readership::open(settings_, clock_, *writer_, *pool_, 2, [this](std::shared_ptr<const Ranking> ranking) {
            const base::Lock lock(mutex_);
            ranking_ = std::move(ranking);
        }));
    }
    void close() {
        readership_.reset();
        pool_.reset();
        writer_.reset();
    }
    base::StoryId publish(const std::string& headline, const std::string& section) {
        base::StoryId id{};
        base::must(writer_->run([&](store::WriteTransaction& transaction) -> base::Result<void> {
            store::NamedEntry entry;
            entry.slug = section;
            entry.name = section;
            TRY_VOID(store::FilingWriter(transaction).put_section(entry));
            story::Content content;
            content.headline = headline;
            content.section = section;
            content.language = "en";
            TRY(id, store::StoryWriter(transaction).create_story(content, "test"));
            return store::PublishingWriter(transaction).publish(id, std::nullopt);
        }));
        return id;
    }
    void view(base::StoryId story, std::string_view agent = kBrowser, std::string_view referrer = {}) {
        readership_->count(0, story, {.address = "192.0.2.1", .user_agent = agent, .referrer = referrer});
    }
    /// nullopt: durable.
    std::optional<base::ErrorCode> beacon(base::StoryId story) {
        std::atomic<bool> answered{false};
        std::optional<base::ErrorCode> code;
        readership_->count_durably(1, story, {.address = "192.0.2.1", .user_agent = kBrowser}, [&](const base::Result<void>& result) {
            if (!result.has_value()) {
                code = result.error().code;
            }
            answered = true;
        });
        EXPECT_TRUE(before_long([&] { return answered.load(); }));
        return code;
    }
    story::Views stored(base::StoryId story) {
        story::Views views;
        base::must(pool_->run([&](store::ReadSnapshot& snapshot) -> base::Result<void> {
            TRY(const auto found, store::ViewReader(snapshot).views(std::span(&story, 1), clock_.now()));
            views = found.at(0);
            return {};
        }));
        return views;
    }
    std::vector<Ranked> top(Window window, const Scope& scope = {}) {
        const base::Lock lock(mutex_);
        const auto list = ranking_->top(window, scope);
        return {list.begin(), list.end()};
    }

    std::filesystem::path folder_;
    settings::Settings settings_;
    SetClock clock_;
    base::Mutex mutex_;
    std::shared_ptr<const Ranking> ranking_ GUARDED_BY(mutex_);
    std::unique_ptr<store::Writer> writer_;
    std::unique_ptr<store::ReadPool> pool_;
    std::unique_ptr<Readership> readership_;
};

TEST_F(ReadershipTest, StoresAndRanksViewsOfPagesAndBeacons) {
    const auto bridge = publish("The bridge", "news");
    const auto harbour = publish("The harbour", "sport");
    EXPECT_EQ(beacon(harbour), std::nullopt);
    EXPECT_EQ(stored(harbour).all, 1) << "an acknowledged view is stored";
    view(bridge);
    view(bridge);
    view(bridge, kCrawler);
    EXPECT_TRUE(before_long([&] { return top(Window::day) == std::vector<Ranked>{{bridge, 2}, {harbour, 1}}; }));
    EXPECT_EQ(stored(bridge), (story::Views{2, 2, 2, 2}));
    base::SectionId sport{};
    base::must(pool_->run([&](store::ReadSnapshot& snapshot) -> base::Result<void> {
        TRY(const auto section, store::FilingReader(snapshot).section("sport"));
        sport = section.value().id;
        return {};
    }));
    EXPECT_EQ(top(Window::all, {.section = sport, .language = ""}), (std::vector<Ranked>{{harbour, 1}}));
    EXPECT_EQ(top(Window::all, {.section = {}, .language = "en"}).size(), 2U);
    const auto totals = readership_->totals();
    EXPECT_EQ(totals.views, 3U);
    EXPECT_EQ(totals.robots, 1U);
    EXPECT_EQ(totals.lost, 0U);
}

TEST_F(ReadershipTest, RefusesBeaconsForStoriesThatReadersCannotSee) {
    const auto story = publish("The bridge", "news");
    EXPECT_EQ(beacon({999}), base::ErrorCode::not_found);
    EXPECT_EQ(beacon(story), std::nullopt);
    base::must(
        writer_->run([&](store::WriteTransaction& transaction) { return store::PublishingWriter(transaction).withdraw(story, "wrong"); }));
    readership_->committed();
    EXPECT_EQ(beacon(story), base::ErrorCode::not_found);
    EXPECT_TRUE(before_long([&] { return top(Window::day).empty(); }));
    EXPECT_EQ(stored(story).all, 1);
}

TEST_F(ReadershipTest, GivesTheSameSumsAsTheStoreWhileHoursPassAndAfterARestart) {
    const auto bridge = publish("The bridge", "news");
    const auto harbour = publish("The harbour", "news");
    for (const auto hours : {1h, 5h, 17h, 1h, 1h, 24h, 144h, 1h, 47h, 600h}) {
        EXPECT_EQ(beacon(bridge), std::nullopt);
        EXPECT_EQ(beacon(bridge), std::nullopt);
        EXPECT_EQ(beacon(harbour), std::nullopt);
        clock_.advance(hours);
        const auto expected = stored(bridge);
        for (const auto& [window, views] :
             {std::pair{Window::day, expected.day}, {Window::week, expected.week}, {Window::month, expected.month}}) {
            const auto agrees = [&] {
                const auto list = top(window);
                return views == 0 ? list.empty() : !list.empty() && list.front() == Ranked{bridge, views};
            };
            EXPECT_TRUE(before_long(agrees)) << hours.count() << " hours, " << views << " views";
        }
    }
    const auto before = top(Window::all);
    close();
    open();
    EXPECT_EQ(top(Window::all), before);
    EXPECT_EQ(before.front(), (Ranked{bridge, 20}));
}

TEST_F(ReadershipTest, StoresWhereReadersCameFromInSmallBatchesAndLargeOnes) {
    std::vector<base::StoryId> stories;
    stories.reserve(2 * kAddedAtOnce);
    for (std::size_t i = 0; i < 2 * kAddedAtOnce; ++i) {
        stories.push_back(publish("Story " + std::to_string(i), "news"));
    }
    std::int64_t views = 0;
    for (const std::size_t many : {std::size_t{1}, stories.size()}) {
        for (const auto story : std::span(stories).first(many)) {
            view(story, kBrowser, "https://www.search.example/?q=secret");
            view(story, kBrowser, "https://search.example/");
            view(story, kBrowser, settings_.site.url + "/latest");
            view(story);
            view(story, kCrawler, "https://search.example/");
            views += 4;
        }
        EXPECT_TRUE(before_long([&] { return readership_->totals().views == static_cast<std::uint64_t>(views); }));
        base::must(pool_->run([&](store::ReadSnapshot& snapshot) -> base::Result<void> {
            const auto hour = base::ZoneHours().hour_of(clock_.now());
            TRY(const auto numbers, store::NumbersReader(snapshot).numbers(hour, hour));
            const auto& referrers = numbers.referrers;
            EXPECT_EQ(referrers.listed.size(), 1U);
            EXPECT_EQ(referrers.listed.front().host, "search.example");
            EXPECT_EQ(referrers.listed.front().views, views / 2);
            EXPECT_EQ(referrers.within, views / 4);
            EXPECT_EQ(referrers.direct, views / 4);
            return {};
        }));
    }
}

TEST_F(ReadershipTest, StoresALargeBatchAtOnceAndAddsItUpSoon) {
    std::vector<base::StoryId> stories;
    stories.reserve(2 * kAddedAtOnce);
    for (std::size_t i = 0; i < 2 * kAddedAtOnce; ++i) {
        stories.push_back(publish("Story " + std::to_string(i), "news"));
    }
    for (const auto story : stories) {
        view(story);
        view(story);
    }
    EXPECT_TRUE(before_long([&] { return readership_->totals().views == 2 * stories.size(); }));
    for (const auto story : stories) {
        EXPECT_EQ(stored(story).day, 2);
    }
    EXPECT_TRUE(before_long([&] { return top(Window::day).size() == stories.size(); }));
    for (const auto story : stories) {
        view(story);
    }
    close();
    open();
    for (const auto story : stories) {
        EXPECT_EQ(stored(story), (story::Views{3, 3, 3, 3}));
    }
    EXPECT_EQ(top(Window::all).front(), (Ranked{stories.back(), 3}));
}

/// Adds up logged views itself, at times that the test gives, so that no machine is too slow for them.
class AddingUp : public ReadershipTest {
protected:
    void SetUp() override {
        ReadershipTest::SetUp();
        for (std::size_t i = 0; i < 2 * kAddedAtOnce; ++i) {
            stories_.push_back(publish("Story " + std::to_string(i), "news"));
        }
        readership_.reset();
        views_ = std::make_unique<SiteViewStore>(*writer_, *pool_);
    }
    void TearDown() override {
        views_.reset();
        ReadershipTest::TearDown();
    }

    /// Commits a batch that is large enough to be logged.
    void commit(base::StoryId favourite, std::int64_t count) {
        auto batch = std::make_shared<ViewBatch>(wakeup_);
        for (const auto story : stories_) {
            batch->tallies.push_back({.story = story,
                                      .hour = base::ZoneHours().hour_of(clock_.now()),
                                      .visible = true,
                                      .pages = story == favourite ? count : 1});
        }
        views_->commit(batch);
        ASSERT_TRUE(before_long([&] { return batch->finished(); }));
    }

    /// The first of the API's list by views, once the writer has done all that it was given.
    std::optional<base::StoryId> first() {
        base::must(writer_->run([](store::WriteTransaction& /*transaction*/) { return base::Result<void>{}; }));
        std::optional<base::StoryId> found;
        base::must(pool_->run([&](store::ReadSnapshot& snapshot) -> base::Result<void> {
            store::StoryQuery query;
            query.order = store::StoryQuery::Order::most_viewed;
            query.window = Window::all;
            query.now = clock_.now();
            TRY(const auto list, store::ListReader(snapshot).stories(query));
            found = list.stories.empty() ? std::nullopt : std::optional(list.stories.front().id);
            return {};
        }));
        return found;
    }

    void rename_table(const std::string& from, const std::string& to) const {
        store::rename_table_of_file(folder_ / "stoppress.db", from, to);
    }

    std::vector<base::StoryId> stories_;
    std::unique_ptr<SiteViewStore> views_;
    std::shared_ptr<Wakeup> wakeup_ = base::must(Wakeup::create());
    const std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

TEST_F(AddingUp, IsDoneAfterASecondAndAfterThreeAtTheLatest) {
    commit(stories_.at(3), 5);
    views_->run_periodic(start_);
    EXPECT_EQ(first(), stories_.at(3));
    commit(stories_.at(7), 50);
    views_->run_periodic(start_ + kAddUpEvery - 1ms);
    EXPECT_EQ(first(), stories_.at(3)) << "it was added up more often than once a second";
    views_->run_periodic(start_ + kAddUpAtLatest);
    EXPECT_EQ(first(), stories_.at(7));
}

TEST_F(AddingUp, IsTriedAgainWhereItFailed) {
    commit(stories_.at(3), 5);
    rename_table("view_hour", "view_hour_away");
    views_->run_periodic(start_);
    base::must(writer_->run([](store::WriteTransaction& /*transaction*/) { return base::Result<void>{}; }));
    rename_table("view_hour_away", "view_hour");
    views_->run_periodic(start_ + kAddUpAtLatest);
    EXPECT_EQ(first(), stories_.at(3));
}

TEST_F(ReadershipTest, CommitsWhatWasCountedBeforeItCloses) {
    const auto story = publish("The bridge", "news");
    for (int i = 0; i < 500; ++i) {
        view(story);
    }
    close();
    open();
    EXPECT_EQ(stored(story).all, 500);
}

}  // namespace
}  // namespace stoppress::readership
