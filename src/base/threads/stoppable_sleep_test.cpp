// SPDX-License-Identifier: GPL-3.0-or-later
// How long a sleep lasts, with and without a request to stop.
#include "base/threads/stoppable_sleep.hpp"

#include <gtest/gtest.h>

#include <thread>

namespace stoppress::base {
namespace {

using Clock = std::chrono::steady_clock;
using namespace std::chrono_literals;

TEST(StoppableSleep, LastsForTheWholeTime) {
    const auto began = Clock::now();
    sleep_for({}, 20ms);
    EXPECT_GE(Clock::now() - began, 20ms);
}

TEST(StoppableSleep, DoesNotBeginAfterTheStopOrForNoTime) {
    std::stop_source source;
    source.request_stop();
    sleep_for(source.get_token(), 24h);
    sleep_for({}, -1s);
}

TEST(StoppableSleep, EndsWithTheStop) {
    // Whether the stop comes before the sleep or in it, the thread ends.
    std::jthread sleeper([](const std::stop_token& stop) { sleep_for(stop, 24h); });
    sleeper.request_stop();
    sleeper.join();
}

}  // namespace
}  // namespace stoppress::base
