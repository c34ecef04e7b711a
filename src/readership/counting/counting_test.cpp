// SPDX-License-Identifier: GPL-3.0-or-later
// Tests that an answer means a durable view, that nothing is lost or counted twice when commits hang or fail, and that
// rankings follow.
#include "readership/counting/counting.hpp"

#include <gtest/gtest.h>

#include <random>
#include <set>

#include "readership/counting/counting_fixture.hpp"

namespace stoppress::readership {
namespace {

TEST_F(CountingTest, AnswersNoBeaconBeforeTheCommit) {
    store_.put(1);
    start();
    store_.hang(true);
    const auto answer = beacon(1);
    ASSERT_TRUE(eventually([&] { return store_.holds_batch(); }));
    ASSERT_TRUE(turns_over());
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
    ASSERT_TRUE(eventually([&] { return store_.holds_batch(); }));
    const auto third = beacon(1);
    ASSERT_TRUE(turns_over());
    EXPECT_EQ(first->load(), kNone);
    EXPECT_EQ(third->load(), kNone);
    store_.hang(false);
    EXPECT_TRUE(answers(first, kDurable));
    EXPECT_TRUE(answers(second, kDurable));
    EXPECT_TRUE(answers(third, kDurable));
    EXPECT_EQ(store_.sum(1).views, 1);
    EXPECT_TRUE(eventually([&] { return counting_->figures().repeats == 3; }));
}

/// As many views wait as are checked before the batch that takes them: what one of them repeats is not decided yet.
TEST_F(CountingTest, CountsAPageThatRepeatsABeaconWhichThenFails) {
    store_.put(1);
    store_.put(2);
    start();
    for (const bool fails : {true, false}) {
        const auto hour = fails ? 10'000h : 10'001h;
        clock_.set(hour);
        store_.hang(true);
        const auto answer = beacon(1);
        ASSERT_TRUE(eventually([&] { return store_.holds_batch(); }));
        const std::uint64_t repeats = counting_->figures().repeats;
        view(1);
        view(1);
        for (std::size_t i = 0; i < kWaitingViews; ++i) {
            loops_[1 + i % 2]->count({2}, {"192.0.2.9", kFirefox});
        }
        // Judged, and neither counted nor taken for repeats: all but the first of the others.
        ASSERT_TRUE(eventually([&] { return counting_->figures().repeats >= repeats + kWaitingViews - 3; }));
        store_.fail(fails);
        store_.hang(false);
        EXPECT_TRUE(answers(answer, fails ? kUnavailable : kDurable));
        store_.fail(false);
        EXPECT_TRUE(eventually([&] { return store_.views_in(base::Hour{hour}) == 2; }));
        EXPECT_EQ(store_.sum(1).views, fails ? 1 : 2);
    }
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
    EXPECT_EQ(store_.views_in(base::to_hour(10'000)), 50);
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

TEST_F(CountingTest, TellsNoMoreHostsApartInAnHourInHoweverManyBatchesTheyCome) {
    store_.put(1);
    start(0min);
    std::uint64_t views = 0;
    const auto view_from = [&](std::size_t first, std::size_t count) {
        for (std::size_t host = first; host < first + count; ++host) {
            view(1, "192.0.2.1", kFirefox, "https://h" + std::to_string(host) + ".example/");
        }
        views += count;
        return eventually([&] { return store_.sum(1).views == static_cast<std::int64_t>(views); });
    };
    ASSERT_TRUE(view_from(0, kReferrers));
    EXPECT_EQ(store_.hosts().size(), kReferrers);
    ASSERT_TRUE(view_from(kReferrers, 20));
    EXPECT_FALSE(store_.hosts().contains("h" + std::to_string(kReferrers) + ".example"));
    EXPECT_TRUE(store_.hosts().contains(std::string(store::kOtherSites)));
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
    EXPECT_EQ(store_.views_in(base::to_hour(9'000)), 1);
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

TEST_F(CountingTest, TellsABeaconThatWaitsBehindACommitWithoutAnswerToComeAgain) {
    store_.put(1);
    start(0min);
    store_.hang(true);
    const auto committing = beacon(1);
    EXPECT_TRUE(eventually([&] { return store_.holds_batch(); }));
    const auto late = beacon(1);
    EXPECT_TRUE(eventually([&] { return late->load() != kNone; }) || answers(late, kUnavailable));
    EXPECT_EQ(late->load(), kUnavailable);
    EXPECT_EQ(committing->load(), kNone);
    store_.hang(false);
    EXPECT_TRUE(answers(committing, kDurable));
    EXPECT_EQ(store_.sum(1).views, 1);
}

TEST_F(CountingTest, CountsNoViewTwiceWhoseCommitMayHaveBeenMade) {
    store_.put(1);
    start(0min);
    store_.lose_answers(true);
    view(1);
    EXPECT_TRUE(answers(beacon(1), kUnknown));
    store_.lose_answers(false);
    EXPECT_TRUE(answers(beacon(1), kDurable));
    counting_.reset();
    EXPECT_EQ(store_.sum(1).views, 3);
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
        threads.reserve(kLoops);
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
