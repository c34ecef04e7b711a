// SPDX-License-Identifier: GPL-3.0-or-later
// Tests that a reader counts once per window and again after it, and that memory is limited.
#include "readership/counting/repeat_window.hpp"

#include <gtest/gtest.h>

#include <map>
#include <random>

namespace stoppress::readership {
namespace {

TEST(RepeatWindow, LetsAReaderCountAgainOnlyAfterTheWindow) {
    RepeatWindow window(60, 100);
    window.set_time(1000);
    EXPECT_TRUE(window.add(1));
    EXPECT_FALSE(window.add(1));
    window.set_time(1059);
    EXPECT_FALSE(window.add(1));
    window.set_time(1060);
    EXPECT_TRUE(window.add(1));
}

TEST(RepeatWindow, CountsEveryViewWhereTheWindowIsZero) {
    RepeatWindow window(0, 100);
    window.set_time(1000);
    EXPECT_TRUE(window.add(1));
    EXPECT_TRUE(window.add(1));
    EXPECT_EQ(window.size(), 0U);
}

TEST(RepeatWindow, ForgetsTheOldestFirstWhenFull) {
    RepeatWindow window(60, 3);
    for (std::uint64_t key = 1; key <= 5; ++key) {
        window.set_time(1000 + static_cast<std::int64_t>(key));
        EXPECT_TRUE(window.add(key));
    }
    EXPECT_EQ(window.size(), 3U);
    EXPECT_FALSE(window.holds(1));
    EXPECT_FALSE(window.holds(2));
    EXPECT_TRUE(window.holds(5));
}

TEST(RepeatWindow, KeepsTheWholeWindowOfAKeyThatWasForgottenAndCameBack) {
    RepeatWindow window(60, 100);
    window.set_time(1000);
    EXPECT_TRUE(window.add(1));
    window.forget(1);
    window.set_time(1030);
    EXPECT_TRUE(window.add(1));
    window.set_time(1065);
    EXPECT_FALSE(window.add(1));
    window.set_time(1090);
    EXPECT_TRUE(window.add(1));
}

TEST(RepeatWindow, AgreesWithAPlainListOfTimes) {
    std::mt19937 random(7);
    RepeatWindow window(30, 1'000'000);
    std::map<std::uint64_t, std::int64_t> counted;
    std::int64_t now = 0;
    for (int i = 0; i < 20'000; ++i) {
        now += static_cast<std::int64_t>(random() % 3) / 2;
        const std::uint64_t key = random() % 200;
        window.set_time(now);
        const auto last = counted.find(key);
        const bool expected = last == counted.end() || last->second + 30 <= now;
        ASSERT_EQ(window.add(key), expected);
        if (expected) {
            counted[key] = now;
        }
        if (random() % 10 == 0) {
            window.forget(key);
            counted.erase(key);
        }
    }
}

}  // namespace
}  // namespace stoppress::readership
