// SPDX-License-Identifier: GPL-3.0-or-later
// Tests that no added path is ever denied, however large the table grows, and that other paths are.
#include "edition/live_addresses.hpp"

#include <gtest/gtest.h>

#include <fmt/format.h>

namespace stoppress::edition {
namespace {

std::string path(int number) {
    return fmt::format("/2026/11/story-{}", number);
}

TEST(LiveAddresses, HoldWhatWasAddedWhateverTheyGrowTo) {
    constexpr int kPaths = 200'000;
    auto addresses = std::make_shared<LiveAddresses>();
    const auto first_bytes = addresses->bytes();
    for (int i = 0; i < kPaths; ++i) {
        while (!addresses->add(path(i))) {
            addresses = addresses->grown();
        }
    }
    EXPECT_EQ(addresses->size(), static_cast<std::size_t>(kPaths));
    EXPECT_GT(addresses->bytes(), first_bytes);
    EXPECT_LE(addresses->bytes(), static_cast<std::size_t>(kPaths) * 2 * 4 / 3 * sizeof(std::uint64_t));
    for (int i = 0; i < kPaths; ++i) {
        ASSERT_TRUE(addresses->may_hold(path(i))) << path(i);
        ASSERT_FALSE(addresses->may_hold(path(kPaths + i))) << path(kPaths + i);
    }
}

TEST(LiveAddresses, CountAPathOnce) {
    LiveAddresses addresses;
    EXPECT_TRUE(addresses.add("/a"));
    EXPECT_TRUE(addresses.add("/a"));
    EXPECT_TRUE(addresses.add("/a/"));
    EXPECT_EQ(addresses.size(), 1U);
}

TEST(LiveAddresses, TakePathsForOneThatDifferInTheSlashAtTheirEndAlone) {
    LiveAddresses addresses;
    ASSERT_TRUE(addresses.add("/old/"));
    ASSERT_TRUE(addresses.add("/new"));
    EXPECT_TRUE(addresses.may_hold("/old"));
    EXPECT_TRUE(addresses.may_hold("/new/"));
    for (const auto* other : {"/", "/Old", "/ol", "/old/x", "/new.html", "/%6Eew", "/%256Eew"}) {
        EXPECT_FALSE(addresses.may_hold(other)) << other;
    }
}

TEST(LiveAddresses, KeepTheHighestStory) {
    LiveAddresses addresses;
    addresses.note_story({7});
    addresses.note_story({5});
    EXPECT_EQ(addresses.grown()->last_story(), base::StoryId{7});
}

}  // namespace
}  // namespace stoppress::edition
