// SPDX-License-Identifier: GPL-3.0-or-later
// Tests that an import does not depend on which thread is faster: results come in the order of the inputs, one at a
// time and all of them, and no more inputs wait than the window allows.
#include "importing/ordered_work.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <barrier>
#include <future>
#include <numeric>

#include "base/threads/eventually.hpp"

namespace stoppress::importing {
namespace {

std::vector<int> numbers(int count) {
    std::vector<int> numbers(static_cast<std::size_t>(count));
    std::iota(numbers.begin(), numbers.end(), 0);
    return numbers;
}

TEST(OrderedWork, DeliversInTheOrderOfTheInputsWhicheverIsReadyFirst) {
    std::promise<void> others_done;
    const auto wait_for_others = others_done.get_future().share();
    std::atomic<int> done = 0;
    std::vector<int> delivered;
    OrderedWork<int, int> work(
        2, 16,
        [&](int number) {
            if (number == 0) {
                wait_for_others.wait();
            } else if (++done == 9) {
                others_done.set_value();
            }
            return number;
        },
        [&](int number) { delivered.push_back(number); });
    for (const int number : numbers(10)) {
        work.push(number);
    }
    work.finish();
    EXPECT_EQ(delivered, numbers(10));
}

TEST(OrderedWork, DeliversOneAtATimeAndLosesNothing) {
    constexpr int kInputs = 20'000;
    std::vector<int> delivered;
    std::atomic<int> delivering = 0;
    std::atomic<int> most = 0;
    {
        OrderedWork<int, int> work(
            4, 7, [](int number) { return number; },
            [&](int number) {
                most = std::max(most.load(), ++delivering);
                delivered.push_back(number);
                --delivering;
            });
        for (const int number : numbers(kInputs)) {
            work.push(number);
        }
    }
    EXPECT_EQ(most, 1);
    EXPECT_EQ(delivered, numbers(kInputs));
}

TEST(OrderedWork, TakesNoMoreThanItsWindowWhileTheFirstIsNotDone) {
    constexpr int kWindow = 4;
    std::promise<void> go_on;
    const auto released = go_on.get_future().share();
    std::atomic<int> pushed = 0;
    std::atomic<int> begun = 0;
    OrderedWork<int, int> work(
        2, kWindow,
        [&](int number) {
            ++begun;
            released.wait();
            return number;
        },
        [](int) {});
    std::jthread pusher([&] {
        for (const int number : numbers(100)) {
            work.push(number);
            ++pushed;
        }
    });
    EXPECT_TRUE(base::eventually([&] { return begun == 2 && pushed == kWindow; }));
    EXPECT_EQ(pushed, kWindow) << "the next one has to wait for room";
    go_on.set_value();
    pusher.join();
    work.finish();
    EXPECT_EQ(begun, 100);
}

TEST(OrderedWork, WorksOnAsManyAtOnceAsItHasThreads) {
    constexpr int kThreads = 3;
    std::barrier together(kThreads);
    std::atomic<int> delivered = 0;
    OrderedWork<int, int> work(
        kThreads, 8,
        [&](int number) {
            together.arrive_and_wait();
            return number;
        },
        [&](int) { ++delivered; });
    for (const int number : numbers(3 * kThreads)) {
        work.push(number);
    }
    work.finish();
    EXPECT_EQ(delivered, 3 * kThreads);
}

}  // namespace
}  // namespace stoppress::importing
