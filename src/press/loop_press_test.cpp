// SPDX-License-Identifier: GPL-3.0-or-later
// Tests what a loop sends while pages are made and the site changes: nothing from before a change that it knows,
// nothing from after one that it does not know.
#include "press/loop_press.hpp"

#include <gtest/gtest.h>

namespace stoppress::press {
namespace {

std::shared_ptr<const SiteState> state(std::uint64_t sequence, base::ChangeNumber number) {
    auto edition = std::make_shared<edition::Edition>();
    edition->number = number;
    return std::make_shared<const SiteState>(
        SiteState{sequence, edition, std::make_shared<const boxes::BoxSet>(), nullptr, nullptr, nullptr});
}

std::shared_ptr<const Page> page(const std::string& key, base::ChangeNumber change) {
    auto made = std::make_shared<Page>();
    made->key = key;
    made->change = change;
    made->sequence = 1;
    made->tags = {"story:1"};
    made->row.emplace_back(boxes::make_segment("state " + std::to_string(change)));
    return made;
}

class LoopPressTest : public testing::Test {
protected:
    LoopPressTest() { press_.switch_to(state(1, 10), {.number = 10, .sequence = 1, .tags = {}, .state_tags = {}}); }

    void obtain(const std::string& key) {
        press_.obtain(key, [this](base::Result<std::shared_ptr<const Page>> arrived) {
            got_.push_back(arrived.has_value() ? std::get<boxes::Segment>((*arrived)->row.front()).plain : arrived.error().message);
        });
    }

    bool accepts_ = true;
    std::vector<std::string> ordered_;
    std::vector<std::string> got_;
    LoopPress press_{[this](const std::string& key) {
        ordered_.push_back(key);
        return accepts_;
    }};
};

TEST_F(LoopPressTest, OrdersAPageOnceForAllWhoWait) {
    obtain("/a");
    obtain("/a");
    EXPECT_EQ(ordered_.size(), 1U);
    press_.deliver("/a", page("/a", 10), 10);
    EXPECT_EQ(got_, (std::vector<std::string>{"state 10", "state 10"}));
    EXPECT_NE(press_.find("/a", Coding::plain), nullptr);
}

TEST_F(LoopPressTest, OrdersAgainWhatFellWhileItWasMade) {
    obtain("/a");
    press_.switch_to(state(2, 11), {.number = 11, .sequence = 2, .tags = {"story:1"}, .state_tags = {}});
    press_.deliver("/a", page("/a", 10), 10);
    EXPECT_TRUE(got_.empty());
    EXPECT_EQ(ordered_.size(), 2U);
    press_.deliver("/a", page("/a", 11), 11);
    EXPECT_EQ(got_, std::vector<std::string>{"state 11"});
}

TEST_F(LoopPressTest, HoldsAPageBackUntilItsStateIsKnownHere) {
    obtain("/a");
    press_.deliver("/a", page("/a", 12), 12);
    EXPECT_TRUE(got_.empty());
    press_.switch_to(state(2, 12), {.number = 12, .sequence = 2, .tags = {"story:1"}, .state_tags = {}});
    EXPECT_EQ(got_, std::vector<std::string>{"state 12"});
    EXPECT_EQ(ordered_.size(), 1U);
}

TEST_F(LoopPressTest, ForgetsAPageWithTheChangeThatOutdatesIt) {
    obtain("/a");
    press_.deliver("/a", page("/a", 10), 10);
    press_.switch_to(state(2, 11), {.number = 11, .sequence = 2, .tags = {"story:1"}, .state_tags = {}});
    EXPECT_EQ(press_.find("/a", Coding::plain), nullptr);
}

TEST_F(LoopPressTest, SaysThatItIsBusyWhenNoMoreIsTaken) {
    accepts_ = false;
    obtain("/a");
    ASSERT_EQ(got_.size(), 1U);
    EXPECT_TRUE(got_.front().contains("busy"));
    accepts_ = true;
    obtain("/a");
    press_.deliver("/a", page("/a", 10), 10);
    EXPECT_EQ(got_.back(), "state 10");
}

TEST_F(LoopPressTest, DoesNotKeepAPageThatThePageStoreGaveUpMeanwhile) {
    obtain("/a");
    const auto made = page("/a", 10);
    made->evicted.store(true);
    press_.deliver("/a", made, 10);
    EXPECT_EQ(got_.size(), 1U);
    EXPECT_EQ(press_.find("/a", Coding::plain), nullptr);
}

TEST_F(LoopPressTest, KeepsThePageThatSaysThatThereIsNothingUnderItsOwnKeyAlone) {
    obtain("/a");
    press_.deliver("/a", page("/nowhere", 9), 10);
    EXPECT_EQ(got_, std::vector<std::string>{"state 9"});
    EXPECT_EQ(press_.find("/a", Coding::plain), nullptr);
    EXPECT_NE(press_.find("/nowhere", Coding::plain), nullptr);
}

TEST_F(LoopPressTest, LooksAgainForWhoAskedAfterTheStateInWhichNothingStoodThere) {
    obtain("/a");
    press_.switch_to(state(2, 11), {.number = 11, .sequence = 2, .tags = {"story:7"}, .state_tags = {}});
    obtain("/a");  // the address may be story 7's
    press_.deliver("/a", page("/nowhere", 9), 10);
    EXPECT_EQ(got_, std::vector<std::string>{"state 9"});
    EXPECT_EQ(ordered_, (std::vector<std::string>{"/a", "/a"}));
    press_.deliver("/a", page("/a", 11), 11);
    EXPECT_EQ(got_, (std::vector<std::string>{"state 9", "state 11"}));
}

TEST_F(LoopPressTest, HoldsAnAbsenceBackUnderTheKeyThatWasAskedFor) {
    obtain("/a");
    press_.deliver("/a", page("/nowhere", 12), 12);
    EXPECT_TRUE(got_.empty());
    press_.switch_to(state(2, 12), {.number = 12, .sequence = 2, .tags = {}, .state_tags = {}});
    EXPECT_EQ(got_, std::vector<std::string>{"state 12"});
}

}  // namespace
}  // namespace stoppress::press
