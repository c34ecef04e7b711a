// SPDX-License-Identifier: GPL-3.0-or-later
// Tests that every page view is counted, however fast views arrive and however long the counting thread or the
// store is delayed.
#include <gtest/gtest.h>

#include "readership/counting/counting_fixture.hpp"
#include "readership/limits.hpp"

namespace stoppress::readership {
namespace {

class CountingAtFullSpeed : public CountingTest {
protected:
    /// More than all that waits one by one: the rings of all loops and what a counting thread takes before it checks.
    static constexpr std::int64_t kViewsOfALoop = 3 * static_cast<std::int64_t>(kViewRing);

    /// Each loop, on a thread of its own, sends views of the first `stories` stories in turn, of one reader.
    void rush(std::int64_t stories) {
        std::vector<std::jthread> threads;
        for (std::size_t loop = 0; loop < kLoops; ++loop) {
            threads.emplace_back([this, loop, stories] {
                for (std::int64_t i = 0; i < kViewsOfALoop; ++i) {
                    loops_[loop]->count({1 + i % stories}, {"192.0.2.1", kFirefox});
                }
            });
        }
    }
    std::int64_t counted(std::int64_t stories) {
        std::int64_t all = 0;
        for (std::int64_t story = 1; story <= stories; ++story) {
            all += store_.sum(story).views;
        }
        return all;
    }
    void put(std::int64_t stories) {
        for (std::int64_t story = 1; story <= stories; ++story) {
            store_.put(story);
        }
    }
};

TEST_F(CountingAtFullSpeed, LosesNothingWhileACommitHangs) {
    put(100);
    start(0min);
    store_.hang(true);
    rush(100);
    store_.hang(false);
    counting_.reset();
    EXPECT_EQ(counted(100), kLoops * kViewsOfALoop);
}

TEST_F(CountingAtFullSpeed, LosesNothingWhileTheCountingThreadIsHeldUp) {
    put(100);
    start(0min);
    store_.hang_reading(true);
    counting_->committed();
    store_.await_reader();
    rush(100);
    for (const auto& loop : loops_) {
        EXPECT_FALSE(loop->overflow().empty()) << "the ring had room for all of it";
        EXPECT_EQ(loop->lost(), 0U);
    }
    store_.hang_reading(false);
    counting_.reset();
    EXPECT_EQ(counted(100), kLoops * kViewsOfALoop);
}

TEST_F(CountingAtFullSpeed, TellsRepeatsFromViewsThatWereAddedUp) {
    put(100);
    start(30min);
    store_.hang_reading(true);
    counting_->committed();
    store_.await_reader();
    rush(100);
    store_.hang_reading(false);
    EXPECT_TRUE(eventually([&] { return counted(100) == 100; }));
    const auto all = static_cast<std::uint64_t>(kLoops * kViewsOfALoop);
    EXPECT_TRUE(eventually([&] { return counting_->figures().repeats + counting_->figures().views == all; }));
    EXPECT_EQ(counting_->figures().lost, 0U);
}

TEST_F(CountingAtFullSpeed, EndsWhileEverythingIsFullAndLosesNothing) {
    put(100);
    start(0min);
    store_.hang(true);
    rush(100);
    std::jthread later([this] { store_.hang(false); });
    counting_.reset();
    EXPECT_EQ(counted(100), kLoops * kViewsOfALoop);
}

}  // namespace
}  // namespace stoppress::readership
