// SPDX-License-Identifier: GPL-3.0-or-later
// Tests that a page is made once for all loops, cached while it is valid, and never sent after a change of what it
// depends on.
#include "press/press.hpp"

#include "press/press_fixture.hpp"
#include "store/engine/read_pool.hpp"

namespace stoppress::press {
namespace {

class PressTest : public PressFixture {};

TEST_F(PressTest, MakesAPageOnceForAllLoops) {
    const auto id = published(store::content("A bridge opens"));
    open_desk();
    const std::string key = "story/" + std::to_string(id.value);
    EXPECT_EQ(obtain(0, key), "A bridge opens");
    EXPECT_TRUE(at_hand(0, key));
    EXPECT_FALSE(at_hand(1, key));
    EXPECT_EQ(obtain(1, key), "A bridge opens");
    EXPECT_TRUE(at_hand(1, key));
    EXPECT_EQ(printed(key), 1);
    EXPECT_EQ(press_->size().pages, 1U);
}

TEST_F(PressTest, LetsAPageFallOnEveryLoopWhenWhatItWasMadeFromChanges) {
    const auto changed = published(store::content("Before"));
    const auto other = published(store::content("Another story"));
    open_desk();
    const std::string key = "story/" + std::to_string(changed.value);
    const std::string other_key = "story/" + std::to_string(other.value);
    for (std::size_t loop = 0; loop < kLoops; ++loop) {
        EXPECT_EQ(obtain(loop, key), "Before");
        EXPECT_EQ(obtain(loop, other_key), "Another story");
    }
    change_headline(changed, "After");
    follow();
    for (std::size_t loop = 0; loop < kLoops; ++loop) {
        EXPECT_FALSE(at_hand(loop, key));
        EXPECT_TRUE(at_hand(loop, other_key));
        EXPECT_EQ(obtain(loop, key), "After");
    }
    EXPECT_EQ(printed(key), 2);
    EXPECT_EQ(printed(other_key), 1);
}

TEST_F(PressTest, KeepsOnePageForAllKeysThatAreAnsweredWithIt) {
    open_desk();
    EXPECT_EQ(obtain(0, "absent/a"), "nowhere");
    EXPECT_EQ(obtain(0, "absent/b"), "nowhere");
    EXPECT_EQ(obtain(1, "absent/c"), "nowhere");
    EXPECT_EQ(printed("nowhere"), 1);
    EXPECT_EQ(press_->size().pages, 1U);
}

TEST_F(PressTest, MakesWhatIsNotToBeKeptForEachRequest) {
    open_desk();
    EXPECT_EQ(obtain(0, "once"), "once");
    EXPECT_EQ(obtain(0, "once"), "once");
    EXPECT_FALSE(at_hand(0, "once"));
    EXPECT_EQ(printed("once"), 2);
    EXPECT_EQ(press_->size().pages, 0U);
}

TEST_F(PressTest, TellsWhyAPageCannotBeMadeAndTriesAgainTheNextTime) {
    open_desk();
    EXPECT_EQ(obtain(0, "fails"), "the printer has failed");
    EXPECT_EQ(obtain(0, "fails"), "the printer has failed");
    EXPECT_EQ(printed("fails"), 2);
}

TEST_F(PressTest, RefusesWhatItCannotMakeOnceItHasStopped) {
    open_desk();
    EXPECT_EQ(obtain(0, "kept"), "kept");
    press_->stop();
    EXPECT_TRUE(at_hand(0, "kept"));
    EXPECT_NE(obtain(0, "another"), "another");
    EXPECT_EQ(printed("another"), 0);
}

TEST_F(PressTest, RefusesWhatNoReadingThreadTakes) {
    open_desk();
    pool_->stop();
    EXPECT_NE(obtain(0, "another"), "another");
    EXPECT_EQ(printed("another"), 0);
}

TEST_F(PressTest, GivesUpPagesThatAreNotAskedForOnEveryLoopWhereTheyTakeTooMuchRoom) {
    constexpr std::size_t kRoom = 4096;
    press_->stop();
    make_press(kRoom);
    open_desk();
    for (int number = 0; number < 50; ++number) {
        const auto key = "page " + std::to_string(number);
        EXPECT_EQ(obtain(0, key), key);
        EXPECT_LE(press_->size().bytes, kRoom);
    }
    const auto kept = press_->size().pages;
    EXPECT_GT(kept, 0U);
    EXPECT_LT(kept, 50U);
    // The loop lets go of them, too: it was told on its own thread before this looks.
    std::size_t at_loop = 0;
    for (int number = 0; number < 50; ++number) {
        at_loop += at_hand(0, "page " + std::to_string(number)) ? 1 : 0;
    }
    EXPECT_EQ(at_loop, kept);
    EXPECT_EQ(obtain(0, "page 0"), "page 0");
}

TEST_F(PressTest, KnowsNoAddressForSureWhileThereIsADoubt) {
    open_desk();
    follow();
    ASSERT_TRUE(eventually_known(true));
    press_->set_addresses_incomplete(AddressesIncomplete::read_failed, true);
    press_->set_addresses_incomplete(AddressesIncomplete::changes_missed, true);
    EXPECT_EQ(press_->addresses(0), nullptr);
    press_->set_addresses_incomplete(AddressesIncomplete::read_failed, false);
    EXPECT_EQ(press_->addresses(0), nullptr);
    press_->set_addresses_incomplete(AddressesIncomplete::changes_missed, false);
    EXPECT_NE(press_->addresses(0), nullptr);
}

}  // namespace
}  // namespace stoppress::press
