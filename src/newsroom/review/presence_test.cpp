// SPDX-License-Identifier: GPL-3.0-or-later
// Tests that people who have one story open see each other, and nobody who has left.
#include "newsroom/review/presence.hpp"

#include <gtest/gtest.h>

namespace stoppress::newsroom {
namespace {

using std::chrono::seconds;

constexpr base::Time kNow = std::chrono::sys_days{std::chrono::year{2026} / 3 / 1};
constexpr base::StoryId kStory{7};

TEST(Presence, TellsWhoElseHasTheStoryOpen) {
    Presence presence;
    EXPECT_TRUE(presence.report(kStory, "ann", "Ann", false, kNow).empty());
    const auto others = presence.report(kStory, "bo", "Bo", true, kNow + seconds{1});
    ASSERT_EQ(others.size(), 1U);
    EXPECT_EQ(others[0].display_name, "Ann");
    EXPECT_FALSE(others[0].editing);
    EXPECT_EQ(others[0].since, kNow);
    EXPECT_TRUE(presence.report(base::StoryId{8}, "cy", "Cy", true, kNow + seconds{1}).empty());
    const auto again = presence.report(kStory, "ann", "Ann", false, kNow + seconds{2});
    ASSERT_EQ(again.size(), 1U);
    EXPECT_TRUE(again[0].editing);
}

TEST(Presence, ForgetsWhoHasNotBeenHeardOfForHalfAMinute) {
    Presence presence;
    static_cast<void>(presence.report(kStory, "ann", "Ann", true, kNow));
    EXPECT_EQ(presence.report(kStory, "bo", "Bo", false, kNow + seconds{30}).size(), 1U);
    EXPECT_TRUE(presence.report(kStory, "bo", "Bo", false, kNow + seconds{31}).empty());
}

TEST(Presence, SaysSinceWhenSomebodyEdits) {
    Presence presence;
    static_cast<void>(presence.report(kStory, "ann", "Ann", false, kNow));
    static_cast<void>(presence.report(kStory, "ann", "Ann", true, kNow + seconds{10}));
    static_cast<void>(presence.report(kStory, "ann", "Ann", true, kNow + seconds{20}));
    EXPECT_EQ(presence.report(kStory, "bo", "Bo", false, kNow + seconds{21}).at(0).since, kNow + seconds{10});
}

TEST(Presence, KeepsNoMorePeopleThanAnybodyReads) {
    Presence presence;
    for (std::size_t i = 0; i < Presence::kMostPeople + 50; ++i) {
        static_cast<void>(presence.report(kStory, std::to_string(i), "x", false, kNow));
    }
    EXPECT_EQ(presence.report(kStory, "last", "x", false, kNow).size(), Presence::kMostPeople);
}

}  // namespace
}  // namespace stoppress::newsroom
