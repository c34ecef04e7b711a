// SPDX-License-Identifier: GPL-3.0-or-later
// Tests who counts as the same reader, and that nobody can be tracked from one day to another.
#include "readership/visitors/reader_key.hpp"

#include <gtest/gtest.h>

namespace stoppress::readership {
namespace {

using namespace std::chrono_literals;

View view_of(std::int64_t story, std::string_view address) {
    return View{.story = {story}, .user_agent = 7, .address = address_bytes(address), .robot = false};
}

TEST(AddressBytes, AreOfTheWholeIPv4Address) {
    EXPECT_NE(address_bytes("192.0.2.1"), address_bytes("192.0.2.2"));
    EXPECT_EQ(address_bytes("192.0.2.1"), address_bytes("::ffff:192.0.2.1"));
    EXPECT_EQ(address_bytes("192.0.2.1")[12], 192);
}

TEST(AddressBytes, AreOfTheNetworkOfAnIPv6Address) {
    EXPECT_EQ(address_bytes("2001:db8::1"), address_bytes("2001:db8:0:0:ffff::2"));
    EXPECT_NE(address_bytes("2001:db8:0:1::1"), address_bytes("2001:db8:0:2::1"));
}

TEST(AddressBytes, KeepDifferentTextsApartWhateverTheyAre) {
    const std::string_view odd[] = {"",
                                    "unknown",
                                    "256.1.1.1",
                                    "1.2.3",
                                    "1.2.3.4.5",
                                    "1..2.3",
                                    "::g",
                                    "1.2.3.4",
                                    "2001:db8::1",
                                    "1.2.3.",
                                    "999999999999999999999999999999999999999999999999999999999999999999999999999999:"};
    for (const auto a : odd) {
        for (const auto b : odd) {
            EXPECT_EQ(address_bytes(a) == address_bytes(b), a == b) << a << " " << b;
        }
    }
}

TEST(UserAgentHash, DiffersBetweenProcesses) {
    const UserAgentHash one;
    const UserAgentHash other;
    EXPECT_EQ(one("Firefox"), one("Firefox"));
    EXPECT_NE(one("Firefox"), one("Chrome"));
    EXPECT_NE(one("Firefox"), other("Firefox"));
}

TEST(DailySalt, TellsStoriesAndReadersApart) {
    DailySalt salt(30min);
    salt.set_time(base::Time{24h});
    EXPECT_EQ(salt.key(view_of(1, "192.0.2.1")), salt.key(view_of(1, "192.0.2.1")));
    EXPECT_NE(salt.key(view_of(1, "192.0.2.1")), salt.key(view_of(2, "192.0.2.1")));
    EXPECT_NE(salt.key(view_of(1, "192.0.2.1")), salt.key(view_of(1, "192.0.2.2")));
    EXPECT_FALSE(salt.former_key(view_of(1, "192.0.2.1")).has_value());
}

TEST(DailySalt, ChangesEachDayAndKnowsYesterdaysReadersForTheRepeatWindowOnly) {
    DailySalt salt(30min);
    const auto view = view_of(1, "192.0.2.1");
    salt.set_time(base::Time{48h - 1ms});
    const auto before = salt.key(view);
    salt.set_time(base::Time{48h});
    EXPECT_NE(salt.key(view), before);
    EXPECT_EQ(salt.former_key(view), before);
    salt.set_time(base::Time{48h + 30min});
    EXPECT_EQ(salt.former_key(view), before);
    salt.set_time(base::Time{48h + 31min});
    EXPECT_FALSE(salt.former_key(view).has_value());
}

TEST(DailySalt, ForgetsTheFormerSaltWhenTheClockIsSetBack) {
    DailySalt salt(30min);
    salt.set_time(base::Time{72h});
    salt.set_time(base::Time{24h});
    EXPECT_TRUE(salt.former_key(view_of(1, "192.0.2.1")).has_value());
    salt.set_time(base::Time{23h + 59min});
    salt.set_time(base::Time{24h - 20min});
    EXPECT_FALSE(salt.former_key(view_of(1, "192.0.2.1")).has_value());
}

}  // namespace
}  // namespace stoppress::readership
