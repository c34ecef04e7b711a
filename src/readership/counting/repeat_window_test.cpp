// SPDX-License-Identifier: GPL-3.0-or-later
// Tests that a reader counts once per window and again after it, and that memory is limited.
#include "readership/counting/repeat_window.hpp"

#include <gtest/gtest.h>

#include <map>
#include <random>

namespace stoppress::readership {
namespace {

using namespace std::chrono_literals;

TEST(RepeatWindow, LetsAReaderCountAgainOnlyAfterTheWindow) {
    RepeatWindow window(60s, 100);
    window.set_time(1000s);
    EXPECT_TRUE(window.add(1));
    EXPECT_FALSE(window.add(1));
    window.set_time(1059s);
    EXPECT_FALSE(window.add(1));
    window.set_time(1060s);
    EXPECT_TRUE(window.add(1));
}

TEST(RepeatWindow, CountsEveryViewWhereTheWindowIsZero) {
    RepeatWindow window(0s, 100);
    window.set_time(1000s);
    EXPECT_TRUE(window.add(1));
    EXPECT_TRUE(window.add(1));
    EXPECT_EQ(window.size(), 0U);
}

TEST(RepeatWindow, ForgetsTheOldestFirstWhenFull) {
    RepeatWindow window(60s, 3);
    for (std::uint64_t key = 1; key <= 5; ++key) {
        window.set_time(1000s + std::chrono::seconds{key});
        EXPECT_TRUE(window.add(key));
    }
    EXPECT_EQ(window.size(), 3U);
    EXPECT_FALSE(window.holds(1));
    EXPECT_FALSE(window.holds(2));
    EXPECT_TRUE(window.holds(5));
}

TEST(RepeatWindow, KeepsTheWholeWindowOfAKeyThatWasForgottenAndCameBack) {
    RepeatWindow window(60s, 100);
    window.set_time(1000s);
    EXPECT_TRUE(window.add(1));
    window.forget(1);
    window.set_time(1030s);
    EXPECT_TRUE(window.add(1));
    window.set_time(1065s);
    EXPECT_FALSE(window.add(1));
    window.set_time(1090s);
    EXPECT_TRUE(window.add(1));
}

TEST(RepeatWindow, AgreesWithAPlainListOfTimes) {
    std::mt19937 random(7);
    RepeatWindow window(30s, 1'000'000);
    std::map<std::uint64_t, std::chrono::seconds> counted;
    std::chrono::seconds now{};
    for (int i = 0; i < 20'000; ++i) {
        now += std::chrono::seconds{random() % 3 / 2};
        const std::uint64_t key = random() % 200;
        window.set_time(now);
        const auto last = counted.find(key);
        const bool expected = last == counted.end() || last->second + 30s <= now;
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
