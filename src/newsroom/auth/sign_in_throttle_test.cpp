// SPDX-License-Identifier: GPL-3.0-or-later
// Guesses are slowed down for each account and for each client, and a success gives back no more than it should.
#include "newsroom/auth/sign_in_throttle.hpp"

#include <gtest/gtest.h>

#include <string>

#include "newsroom/limits.hpp"

namespace stoppress::newsroom {
namespace {

TEST(SignInThrottle, SlowsAWholeIpv6NetworkDown) {
    SignInThrottle throttle;
    const auto now = std::chrono::steady_clock::now();
    int free = 0;
    for (int i = 0; i < 60; ++i) {
        const auto wait = throttle.wait("account " + std::to_string(i), "2001:db8:1:2::" + std::to_string(i + 1), now);
        free += wait.count() == 0 ? 1 : 0;
    }
    EXPECT_EQ(free, 30);
    EXPECT_EQ(throttle.wait("account", "2001:db8:1:3::1", now).count(), 0);
}

TEST(SignInThrottle, SlowsGuessesAtOneAccountDownWhereverTheyComeFrom) {
    SignInThrottle throttle;
    const auto now = std::chrono::steady_clock::now();
    for (unsigned i = 0; i < kFreeAttempts; ++i) {
        EXPECT_EQ(throttle.wait("ada@example.org", "192.0.2." + std::to_string(i + 1), now).count(), 0) << i;
    }
    const auto wait = throttle.wait("ada@example.org", "198.51.100.1", now);
    EXPECT_GT(wait.count(), 0);
    EXPECT_EQ(throttle.wait("grace@example.org", "198.51.100.1", now).count(), 0) << "another account";
    EXPECT_EQ(throttle.wait("ada@example.org", "198.51.100.1", now + wait).count(), 0) << "after the wait";
    EXPECT_GT(throttle.wait("ada@example.org", "198.51.100.1", now + wait).count(), 0) << "but only once";
}

TEST(SignInThrottle, ForgetsTheFailuresOfAnAccountThatSignsInAndOneOfItsAddress) {
    SignInThrottle throttle;
    const auto now = std::chrono::steady_clock::now();
    const std::string office = "192.0.2.1";
    for (unsigned i = 0; i + 1 < kFreeAttemptsOfAddress; ++i) {
        EXPECT_EQ(throttle.wait("account " + std::to_string(i), office, now).count(), 0) << i;
    }
    for (unsigned i = 0; i < kFreeAttempts; ++i) {
        EXPECT_EQ(throttle.wait("ada@example.org", "198.51.100.1", now).count(), 0);
    }
    EXPECT_GT(throttle.wait("ada@example.org", "198.51.100.1", now).count(), 0);
    throttle.forgive("ada@example.org", office);
    EXPECT_EQ(throttle.wait("ada@example.org", "198.51.100.1", now).count(), 0);
    // One attempt of the address is given back: who has an account could otherwise guess at others between two sign-ins.
    EXPECT_EQ(throttle.wait("another", office, now).count(), 0);
    EXPECT_EQ(throttle.wait("one more", office, now).count(), 0);
    EXPECT_GT(throttle.wait("too many", office, now).count(), 0);
}

}  // namespace
}  // namespace stoppress::newsroom
