// SPDX-License-Identifier: GPL-3.0-or-later
// Tests that nothing is lost, duplicated or reordered between the two threads of a ring.
#include "readership/counting/ring.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <thread>
#include <vector>

namespace stoppress::readership {
namespace {

TEST(Ring, RefusesWhenFullAndTakesAgainWhenEmptied) {
    Ring<int> ring(4);
    for (int i = 0; i < 4; ++i) {
        EXPECT_TRUE(ring.push(int{i}));
    }
    EXPECT_FALSE(ring.push(9));
    std::vector<int> got;
    EXPECT_EQ(ring.pop_all([&](int item) { got.push_back(item); }), 4U);
    EXPECT_EQ(got, (std::vector{0, 1, 2, 3}));
    EXPECT_TRUE(ring.empty());
    EXPECT_TRUE(ring.push(5));
    EXPECT_FALSE(ring.empty());
}

TEST(Ring, LetsGoOfEveryItemOnce) {
    const auto item = std::make_shared<int>(7);
    {
        Ring<std::shared_ptr<int>> ring(4);
        for (int round = 0; round < 3; ++round) {  // around its end
            for (int i = 0; i < 3; ++i) {
                EXPECT_TRUE(ring.push(std::shared_ptr<int>(item)));
            }
            EXPECT_EQ(item.use_count(), 4);
            ring.pop_all([](std::shared_ptr<int>&& taken) { EXPECT_EQ(*taken, 7); });  // not moved away
            EXPECT_EQ(item.use_count(), 1);
        }
        EXPECT_TRUE(ring.push(std::shared_ptr<int>(item)));
        EXPECT_TRUE(ring.push(std::shared_ptr<int>(item)));
    }
    EXPECT_EQ(item.use_count(), 1);
}

TEST(Ring, CarriesEverythingInOrderBetweenTwoThreads) {
    constexpr int kItems = 200'000;
    Ring<std::unique_ptr<int>> ring(64);
    std::jthread producer([&] {
        for (int i = 0; i < kItems; ++i) {
            auto item = std::make_unique<int>(i);
            while (!ring.push(std::move(item))) {
                std::this_thread::yield();
            }
        }
    });
    int expected = 0;
    while (expected < kItems) {
        if (ring.pop_all([&](std::unique_ptr<int> item) { EXPECT_EQ(*item, expected++); }) == 0) {
            std::this_thread::yield();
        }
    }
    EXPECT_TRUE(ring.empty());
}

}  // namespace
}  // namespace stoppress::readership
