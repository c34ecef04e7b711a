// SPDX-License-Identifier: GPL-3.0-or-later
// Proves that one message goes through in each interval, and that the next one knows how many did not.
#include "base/log_limit.hpp"

#include <gtest/gtest.h>

namespace stoppress::base {
namespace {

TEST(LogLimit, LetsOneThroughInEachIntervalAndCountsTheOthers) {
    LogLimit limit{std::chrono::seconds{1}};
    const LogLimit::Clock::time_point start{std::chrono::hours{1}};
    EXPECT_EQ(limit.take(start), 0U);
    EXPECT_EQ(limit.take(start), std::nullopt);
    EXPECT_EQ(limit.take(start + std::chrono::milliseconds{999}), std::nullopt);
    EXPECT_EQ(limit.take(start + std::chrono::seconds{1}), 2U);
    EXPECT_EQ(limit.take(start + std::chrono::seconds{3}), 0U);
}

}  // namespace
}  // namespace stoppress::base
