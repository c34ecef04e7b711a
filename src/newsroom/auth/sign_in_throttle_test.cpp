// SPDX-License-Identifier: GPL-3.0-or-later
// Guesses from one IPv6 network share one allowance, whatever address in it they use.
#include "newsroom/auth/sign_in_throttle.hpp"

#include <gtest/gtest.h>

#include <string>

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

}  // namespace
}  // namespace stoppress::newsroom
