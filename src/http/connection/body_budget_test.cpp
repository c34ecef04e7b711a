// SPDX-License-Identifier: GPL-3.0-or-later
// All bodies together stay within the budget, one address leaves room for others, and released memory can
// be reserved again.
#include "http/connection/body_budget.hpp"

#include <gtest/gtest.h>

namespace stoppress::http {
namespace {

AddressBytes sender(std::string_view text) {
    return parse_address(text).value();
}

TEST(BodyBudget, BoundsTheWhole) {
    BodyBudget budget(100, 0, Networks{});
    const auto first = budget.reserve(sender("192.0.2.1"), 60);
    EXPECT_NE(first, nullptr);
    EXPECT_EQ(budget.reserve(sender("192.0.2.2"), 41), nullptr);
    EXPECT_NE(budget.reserve(sender("192.0.2.2"), 40), nullptr);
}

TEST(BodyBudget, BoundsOneAddressAndLeavesRoomForOthers) {
    BodyBudget budget(100, 50, Networks{});
    const auto first = budget.reserve(sender("192.0.2.1"), 30);
    EXPECT_EQ(budget.reserve(sender("192.0.2.1"), 21), nullptr);
    EXPECT_NE(budget.reserve(sender("192.0.2.2"), 50), nullptr);
    // An IPv6 client has a whole /64.
    const auto third = budget.reserve(sender("2001:db8::1"), 50);
    EXPECT_EQ(budget.reserve(sender("2001:db8::2"), 1), nullptr);
}

TEST(BodyBudget, CountsTheMachineItselfForTheWholeOnly) {
    BodyBudget budget(100, 50, Networks{});
    const auto own = budget.reserve(sender("127.0.0.1"), 90);
    EXPECT_NE(own, nullptr);
    EXPECT_EQ(budget.reserve(sender("127.0.0.1"), 11), nullptr);
}

TEST(BodyBudget, TakesBackWhatIsOver) {
    BodyBudget budget(100, 50, Networks{});
    for (int round = 0; round < 10; ++round) {
        const auto room = budget.reserve(sender("192.0.2.1"), 50);
        EXPECT_NE(room, nullptr) << round;
    }
}

}  // namespace
}  // namespace stoppress::http
