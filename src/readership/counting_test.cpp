// SPDX-License-Identifier: GPL-3.0-or-later
// Proves that an answer means a durable view, that nothing is lost or doubled when commits hang or fail, and that rankings follow.
#include "readership/counting.hpp"

#include <gtest/gtest.h>

#include <condition_variable>
#include <deque>
#include <map>
#include <random>
#include <set>

#include "base/clock.hpp"

namespace stoppress::readership {
namespace {

using namespace std::chrono_literals;
using story::Window;

constexpr std::string_view kFirefox = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0";
constexpr std::string_view kRobot = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)";

class TestClock final : public base::Clock {
public:
    [[nodiscard]] base::Time now() const override { return base::from_milliseconds(now_.load()); }
    void set(std::chrono::hours time) { now_.store(std::chrono::milliseconds(time).count()); }

private:
    std::atomic<std::int64_t> now_{std::chrono::milliseconds(10'000h).count()};
};

/// A store in memory that commits on its own thread, and can be made to hang or to fail.
class TestStore final : public ViewStore {
public:
    TestStore() : thread_([this](const std::stop_token& stop) { run(stop); }) {}

    base::Result<base::ChangeNumber> load(std::int64_t first, const EachTotal& total, const EachHour& hour) override {
        const std::lock_guard lock(mutex_);
        std::map<base::StoryId, std::int64_t> totals;
        for (const auto& [key, count] : rows_) {
            totals[key.second] += count.views;
        }
        for (const auto& [story, views] : totals) {
            total({.story = story, .hour = 0, .views = views, .robots = 0}, facts_.at(story));
        }
        for (const auto& [key, count] : rows_) {
            if (key.first >= first) {
                hour(count);
            }
        }
        return static_cast<base::ChangeNumber>(log_.size());
    }
    base::Result<base::ChangeNumber> changes(base::ChangeNumber number, const EachStory& story) override {
        const std::lock_guard lock(mutex_);
        for (auto at = static_cast<std::size_t>(number); at < log_.size(); ++at) {
            story(log_[at]);
        }
        return static_cast<base::ChangeNumber>(log_.size());
    }
    base::Result<void> hours(std::int64_t first, std::int64_t last, const EachHour& hour) override {
        const std::lock_guard lock(mutex_);
        for (const auto& [key, count] : rows_) {
            if (key.first >= first && key.first <= last) {
                hour(count);
            }
        }
        return {};
    }
    void commit(std::shared_ptr<ViewBatch> batch) override {
        const std::lock_guard lock(mutex_);
        queue_.push_back(std::move(batch));
        changed_.notify_all();
    }

    void put(std::int64_t story, bool published = true) {
        const std::lock_guard lock(mutex_);
        log_.push_back({story});
        facts_[{story}] = {.story = {story},
                           .section = {1},
                           .language = "en",
                           .published = published,
                           .kind = story::Kind::article,
                           .published_at = base::from_milliseconds(story)};
    }
    void hang(bool hang) {
        const std::lock_guard lock(mutex_);
        hangs_ = hang;
        changed_.notify_all();
    }
    void fail(bool fail) {
        const std::lock_guard lock(mutex_);
        fails_ = fail;
    }
    /// Every n-th commit fails.
    void fail_every(int n) {
        const std::lock_guard lock(mutex_);
        fail_every_ = n;
    }
    store::ViewCount sum(std::int64_t story) {
        const std::lock_guard lock(mutex_);
        store::ViewCount sum{.story = {story}};
        for (const auto& [key, count] : rows_) {
            sum.views += key.second.value == story ? count.views : 0;
            sum.robots += key.second.value == story ? count.robots : 0;
        }
        return sum;
    }
    std::int64_t views_in(std::int64_t hour) {
        const std::lock_guard lock(mutex_);
        std::int64_t views = 0;
        for (const auto& [key, count] : rows_) {
            views += key.first == hour ? count.views : 0;
        }
        return views;
    }

private:
    void run(const std::stop_token& stop) {
        while (true) {
            std::unique_lock lock(mutex_);
            changed_.wait(lock, stop, [&] { return !queue_.empty() && !hangs_; });
            if (stop.stop_requested()) {
                return;
            }
            const auto batch = queue_.front();
            queue_.pop_front();
            ++commits_;
            auto outcome = fails_ || (fail_every_ > 0 && commits_ % fail_every_ == 0)
                               ? base::Result<void>(base::fail(base::ErrorCode::io, "the disk is full"))
                               : add(*batch);
            lock.unlock();
            batch->finish(std::move(outcome));
        }
    }
    base::Result<void> add(ViewBatch& batch) {
        batch.answers.clear();
        for (const auto story : batch.asked) {
            const auto found = facts_.find(story);
            batch.answers.push_back({.story = story, .facts = found == facts_.end() ? std::nullopt : std::optional(found->second)});
        }
        batch.count();
        for (const auto& count : batch.counts) {
            if (!facts_.contains(count.story)) {
                return base::fail(base::ErrorCode::not_found, "no such story");
            }
        }
        for (const auto& count : batch.counts) {
            auto& row = rows_[{count.hour, count.story}];
            row = {.story = count.story, .hour = count.hour, .views = row.views + count.views, .robots = row.robots + count.robots};
        }
        return {};
    }

    std::mutex mutex_;
    std::condition_variable_any changed_;
    std::deque<std::shared_ptr<ViewBatch>> queue_;
    std::map<base::StoryId, store::RankingFacts> facts_;
    std::vector<base::StoryId> log_;
    std::map<std::pair<std::int64_t, base::StoryId>, store::ViewCount> rows_;
    bool hangs_ = false;
    bool fails_ = false;
    int fail_every_ = 0;
    int commits_ = 0;
    std::jthread thread_;
};

/// Polls: true once `holds`, false if it does not within five seconds.
bool eventually(const std::function<bool()>& holds) {
    for (int i = 0; i < 1000; ++i) {
        if (holds()) {
            return true;
        }
        std::this_thread::sleep_for(5ms);
    }
    return false;
}

class CountingTest : public testing::Test {
protected:
    static constexpr std::size_t kLoops = 4;

    ~CountingTest() override { store_.hang(false); }

    void start(std::chrono::minutes repeat = 30min) {
        const auto wakeup = base::must(Wakeup::create());
        for (std::size_t i = 0; i < kLoops; ++i) {
            loops_.push_back(std::make_unique<LoopCounter>(*robots_, hash_, referrers_, wakeup));
        }
        counting_.emplace(clock_, store_, loops_, wakeup, repeat, referrers_, [this](std::shared_ptr<const Ranking> ranking) {
            const std::lock_guard lock(ranking_mutex_);
            ranking_ = std::move(ranking);
        });
        base::must(counting_->start());
    }
    void view(std::int64_t story, std::string_view address = "192.0.2.1", std::string_view agent = kFirefox) {
        loops_[0]->count({story}, {address, agent});
    }
    /// Where the answer to a beacon will stand.
    std::shared_ptr<std::atomic<int>> beacon(std::int64_t story, std::string_view address = "192.0.2.1", std::string_view agent = kFirefox,
                                             std::size_t loop = 0) {
        auto answer = std::make_shared<std::atomic<int>>(kNone);
        std::move_only_function<void(base::Result<void>)> durable = [answer](const base::Result<void>& result) {
            answer->store(result.has_value() ? kDurable : static_cast<int>(result.error().code));
        };
        EXPECT_TRUE(loops_[loop]->count_durably({story}, {address, agent}, durable));
        return answer;
    }
    std::vector<std::int64_t> ranked(Window window) {
        const std::lock_guard lock(ranking_mutex_);
        std::vector<std::int64_t> ids;
        for (const auto& ranked : ranking_->top(window, {})) {
            ids.push_back(ranked.story.value);
        }
        return ids;
    }
    static bool answers(const std::shared_ptr<std::atomic<int>>& answer, int expected) {
        return eventually([&] { return answer->load() == expected; });
    }

    static constexpr int kNone = -2;
    static constexpr int kDurable = -1;
    static constexpr int kNotFound = static_cast<int>(base::ErrorCode::not_found);
    static constexpr int kUnavailable = static_cast<int>(base::ErrorCode::unavailable);

    TestClock clock_;
    TestStore store_;
    std::unique_ptr<const Robots> robots_ = base::must(Robots::create());
    UserAgentHash hash_;
    Referrers referrers_{"https://news.example"};
    std::vector<std::unique_ptr<LoopCounter>> loops_;
    std::mutex ranking_mutex_;
    std::shared_ptr<const Ranking> ranking_;
    std::optional<Counting> counting_;
};

TEST_F(CountingTest, AnswersNoBeaconBeforeTheCommit) {
    store_.put(1);
    start();
    store_.hang(true);
    const auto answer = beacon(1);
    std::this_thread::sleep_for(150ms);
    EXPECT_EQ(answer->load(), kNone);
    EXPECT_EQ(store_.sum(1).views, 0);
    store_.hang(false);
    EXPECT_TRUE(answers(answer, kDurable));
    EXPECT_EQ(store_.sum(1).views, 1);
}

TEST_F(CountingTest, StoresViewsOfPagesByThemselves) {
    store_.put(1);
    start();
    view(1);
    view(1, "192.0.2.2");
    view(1, "192.0.2.3", kRobot);
    EXPECT_TRUE(eventually([&] { return store_.sum(1).views == 2 && store_.sum(1).robots == 1; }));
    EXPECT_TRUE(eventually([&] { return counting_->figures().robots == 1 && counting_->figures().views == 2; }));
}

TEST_F(CountingTest, RefusesABeaconForAStoryThatNobodyCanSeeAndNoOther) {
    store_.put(1);
    store_.put(2, false);
    start();
    store_.hang(true);
    const auto first = beacon(1);
    const auto draft = beacon(2);
    const auto missing = beacon(3);
    const auto robot = beacon(4, "192.0.2.1", kRobot);
    view(3);
    store_.hang(false);
    EXPECT_TRUE(answers(first, kDurable));
    EXPECT_TRUE(answers(draft, kNotFound));
    EXPECT_TRUE(answers(missing, kNotFound));
    EXPECT_TRUE(answers(robot, kNotFound));
    EXPECT_EQ(store_.sum(1).views, 1);
    EXPECT_EQ(store_.sum(2).views, 0);
    store_.put(2, true);
    EXPECT_TRUE(answers(beacon(2), kDurable)) << "the refused view must not make this one a repeat";
    EXPECT_EQ(store_.sum(2).views, 1);
}

TEST_F(CountingTest, AnswersARepeatOnlyWhenWhatItRepeatsIsDurable) {
    store_.put(1);
    start();
    store_.hang(true);
    view(1);
    const auto first = beacon(1);
    const auto second = beacon(1);
    std::this_thread::sleep_for(150ms);
    const auto third = beacon(1);
    EXPECT_EQ(first->load(), kNone);
    EXPECT_EQ(third->load(), kNone);
    store_.hang(false);
    EXPECT_TRUE(answers(first, kDurable));
    EXPECT_TRUE(answers(second, kDurable));
    EXPECT_TRUE(answers(third, kDurable));
    EXPECT_EQ(store_.sum(1).views, 1);
    EXPECT_TRUE(eventually([&] { return counting_->figures().repeats == 3; }));
}

TEST_F(CountingTest, LetsAViewCountAgainWhoseBatchFailed) {
    store_.put(1);
    start();
    EXPECT_TRUE(answers(beacon(1, "192.0.2.1"), kDurable));
    store_.fail(true);
    EXPECT_TRUE(answers(beacon(1, "192.0.2.2"), kUnavailable));
    EXPECT_TRUE(answers(beacon(1, "192.0.2.2"), kUnavailable));
    store_.fail(false);
    EXPECT_TRUE(answers(beacon(1, "192.0.2.2"), kDurable));
    EXPECT_EQ(store_.sum(1).views, 2);
}

TEST_F(CountingTest, KeepsViewsOfPagesWhileTheDiskRefusesAndStoresThemUnderTheirHour) {
    store_.put(1);
    start();
    store_.fail(true);
    for (int i = 0; i < 50; ++i) {
        view(1, "192.0.2." + std::to_string(i));
    }
    EXPECT_TRUE(eventually([&] { return counting_->figures().failed > 1; }));
    clock_.set(10'002h);
    store_.fail(false);
    EXPECT_TRUE(eventually([&] { return store_.sum(1).views == 50; }));
    EXPECT_EQ(store_.views_in(10'000), 50);
}

TEST_F(CountingTest, CountsEveryViewWhereTheWindowIsZero) {
    store_.put(1);
    start(0min);
    for (int i = 0; i < 10; ++i) {
        view(1);
        beacon(1);
    }
    EXPECT_TRUE(eventually([&] { return store_.sum(1).views == 20; }));
}

TEST_F(CountingTest, RanksWhatWasCommittedAndDropsWhatIsWithdrawn) {
    store_.put(1);
    store_.put(2);
    start(0min);
    EXPECT_TRUE(ranked(Window::day).empty());
    view(1);
    view(2);
    view(2);
    EXPECT_TRUE(eventually([&] { return ranked(Window::day) == std::vector<std::int64_t>{2, 1}; }));
    store_.put(2, false);
    counting_->committed();
    EXPECT_TRUE(eventually([&] { return ranked(Window::all) == std::vector<std::int64_t>{1}; }));
    EXPECT_TRUE(answers(beacon(2), kNotFound));
}

TEST_F(CountingTest, AsksAgainAboutAChangedStoryWhenTheFirstQuestionFailed) {
    store_.put(1);
    start(0min);
    view(1);
    EXPECT_TRUE(eventually([&] { return ranked(Window::day) == std::vector<std::int64_t>{1}; }));
    store_.fail(true);
    store_.put(1, false);
    counting_->committed();
    EXPECT_TRUE(eventually([&] { return counting_->figures().failed > 0; }));
    store_.fail(false);
    EXPECT_TRUE(eventually([&] { return ranked(Window::day).empty(); }));
}

TEST_F(CountingTest, LetsStoriesFallFromTheirWindowsAsHoursPass) {
    store_.put(1);
    store_.put(2);
    start(0min);
    view(1);
    EXPECT_TRUE(eventually([&] { return ranked(Window::day) == std::vector<std::int64_t>{1}; }));
    clock_.set(10'023h);
    view(2);
    EXPECT_TRUE(eventually([&] { return ranked(Window::day) == std::vector<std::int64_t>{2, 1}; }));
    clock_.set(10'024h);
    EXPECT_TRUE(eventually([&] { return ranked(Window::day) == std::vector<std::int64_t>{2}; }));
    EXPECT_EQ(ranked(Window::week), (std::vector<std::int64_t>{2, 1}));
    clock_.set(12'000h);
    EXPECT_TRUE(eventually([&] { return ranked(Window::month).empty(); }));
    EXPECT_EQ(ranked(Window::all), (std::vector<std::int64_t>{2, 1}));
}

TEST_F(CountingTest, GoesOnCountingWhenTheClockIsSetBack) {
    store_.put(1);
    store_.put(2);
    start();
    EXPECT_TRUE(answers(beacon(1), kDurable));
    clock_.set(9'000h);
    EXPECT_TRUE(answers(beacon(1), kDurable));
    EXPECT_TRUE(answers(beacon(2), kDurable));
    EXPECT_EQ(store_.sum(1).views, 1) << "a repeat stays one";
    EXPECT_EQ(store_.views_in(9'000), 1);
    EXPECT_TRUE(eventually([&] { return ranked(Window::day) == std::vector<std::int64_t>{2, 1}; })) << "as the store's own sums do";
}

TEST_F(CountingTest, LoadsWhatWasCountedBefore) {
    store_.put(1);
    store_.put(2);
    start(0min);
    view(1);
    view(1);
    view(2);
    EXPECT_TRUE(eventually([&] { return store_.sum(1).views == 2; }));
    counting_.reset();
    loops_.clear();
    clock_.set(10'030h);
    start(0min);
    EXPECT_TRUE(ranked(Window::day).empty());
    EXPECT_EQ(ranked(Window::week), (std::vector<std::int64_t>{1, 2}));
    EXPECT_EQ(ranked(Window::all), (std::vector<std::int64_t>{1, 2}));
}

TEST_F(CountingTest, CommitsWhatWasCountedBeforeItEnds) {
    store_.put(1);
    start(0min);
    view(1);
    const auto answer = beacon(1);
    counting_.reset();
    EXPECT_EQ(answer->load(), kDurable);
    EXPECT_EQ(store_.sum(1).views, 2);
}

TEST_F(CountingTest, EndsAlsoWhileTheDiskRefusesAndTellsWhoWaits) {
    store_.put(1);
    start(0min);
    store_.fail(true);
    view(1);
    const auto answer = beacon(1);
    counting_.reset();
    EXPECT_EQ(answer->load(), kUnavailable);
}

TEST_F(CountingTest, CountsWhatItAcknowledgedFromManyLoopsThroughFailures) {
    constexpr int kStories = 20;
    constexpr int kEach = 3000;
    for (int story = 1; story <= kStories; ++story) {
        store_.put(story);
    }
    start(0min);
    store_.fail_every(3);
    struct Sent {
        std::map<std::int64_t, std::int64_t> pages;
        std::map<std::int64_t, std::vector<std::shared_ptr<std::atomic<int>>>> beacons;
    };
    std::array<Sent, kLoops> sent;
    {
        std::vector<std::jthread> threads;
        for (std::size_t loop = 0; loop < kLoops; ++loop) {
            threads.emplace_back([&, loop] {
                std::mt19937 random(static_cast<unsigned>(loop));
                for (int i = 0; i < kEach; ++i) {
                    const std::int64_t story = 1 + static_cast<std::int64_t>(random() % kStories);
                    if (random() % 2 == 0) {
                        loops_[loop]->count({story}, {"192.0.2.1", kFirefox});
                        ++sent[loop].pages[story];
                    } else {
                        sent[loop].beacons[story].push_back(beacon(story, "192.0.2.1", kFirefox, loop));
                    }
                    if (random() % 100 == 0) {
                        counting_->committed();
                        std::this_thread::sleep_for(1ms);
                    }
                }
            });
        }
    }
    // However few commits there were: one in three is refused.
    EXPECT_TRUE(eventually([&] {
        const auto answer = sent[0].beacons[1].emplace_back(beacon(1, "192.0.2.1", kFirefox, 0));
        return eventually([&] { return answer->load() != kNone; }) && answer->load() == kUnavailable;
    }));
    store_.fail_every(0);
    counting_.reset();
    std::int64_t refused = 0;
    for (std::int64_t story = 1; story <= kStories; ++story) {
        std::int64_t acknowledged = 0;
        for (auto& of_loop : sent) {
            acknowledged += of_loop.pages[story];
            for (const auto& answer : of_loop.beacons[story]) {
                ASSERT_NE(answer->load(), kNone);
                acknowledged += answer->load() == kDurable ? 1 : 0;
                refused += answer->load() == kUnavailable ? 1 : 0;
            }
        }
        EXPECT_EQ(store_.sum(story).views, acknowledged) << story;
    }
    EXPECT_GT(refused, 0);
}

}  // namespace
}  // namespace stoppress::readership
