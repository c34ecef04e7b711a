// SPDX-License-Identifier: GPL-3.0-or-later
// Tests that every loop shows a change, a ranking, a theme or a setting from the moment it is acknowledged, that
// unchanged pages are not made again, and that a store that cannot be read stops nothing.
#include "press/desk.hpp"

#include "press/press_fixture.hpp"
#include "store/site/site_writer.hpp"
#include "store/stories/publishing_writer.hpp"
#include "store/transaction/read_snapshot.hpp"

namespace stoppress::press {
namespace {

class DeskTest : public PressFixture {
protected:
    void put_setting(const std::string& key, const std::string& text) {
        store::value(write([&](store::WriteTransaction& transaction) { return store::SiteWriter(transaction).put_setting(key, text); }));
    }

    std::uint64_t sequence(std::size_t loop) {
        return on_loop(loop, [](LoopPress& press) { return press.state().sequence; });
    }

    /// Until both loops have taken the state that holds `ranking`.
    void show(const std::shared_ptr<const TestRanking>& ranking) {
        desk_->ranked(ranking);
        for (std::size_t loop = 0; loop < kLoops; ++loop) {
            ASSERT_TRUE(
                base::eventually([&] { return on_loop(loop, [&](LoopPress& press) { return press.state().ranking == ranking; }); }));
        }
    }
};

TEST_F(DeskTest, BeginsWithWhatIsPublished) {
    const auto first = published(store::content("First"));
    clock_.advance(std::chrono::minutes{1});
    published(store::content("Second"));
    create(store::content("A draft"));
    open_desk({first});
    for (std::size_t loop = 0; loop < kLoops; ++loop) {
        EXPECT_EQ(newest(loop), (std::vector<std::string>{"Second", "First"}));
        EXPECT_TRUE(most_viewed(loop).contains("First"));
        EXPECT_FALSE(most_viewed(loop).contains("Second"));
    }
    EXPECT_EQ(desk_->trouble(), "");
}

TEST_F(DeskTest, ShowsAChangeOnEveryLoopWhenItSaysSo) {
    open_desk();
    for (int round = 0; round < 20; ++round) {
        clock_.advance(std::chrono::minutes{1});
        const auto headline = "Story " + std::to_string(round);
        published(store::content(headline));
        follow();
        for (std::size_t loop = 0; loop < kLoops; ++loop) {
            EXPECT_EQ(newest(loop).front(), headline);
        }
    }
}

TEST_F(DeskTest, TakesAWithdrawnStoryOutOfBothBoxes) {
    const auto id = published(store::content("It was not true"));
    open_desk({id});
    EXPECT_TRUE(most_viewed(0).contains("It was not true"));
    store::value(write([&](store::WriteTransaction& transaction) { return store::PublishingWriter(transaction).withdraw(id, "wrong"); }));
    follow();
    for (std::size_t loop = 0; loop < kLoops; ++loop) {
        EXPECT_TRUE(newest(loop).empty());
        EXPECT_FALSE(most_viewed(loop).contains("It was not true"));
    }
}

TEST_F(DeskTest, SaysThatWhatIsShownIsVisible) {
    open_desk();
    follow();
    follow();
    std::promise<void> visible;
    desk_->when_visible(0, [&visible] { visible.set_value(); });
    visible.get_future().get();
}

TEST_F(DeskTest, LeavesNobodyWaitingWhenItStops) {
    open_desk();
    bool called = false;
    desk_->when_visible(1'000'000, [&called] { called = true; });
    desk_->stop();
    EXPECT_TRUE(called);
    called = false;
    desk_->when_visible(1'000'000, [&called] { called = true; });
    EXPECT_TRUE(called);
    desk_->stop();
}

TEST_F(DeskTest, ShowsARankingAndLetsFallOnlyPagesThatShowOne) {
    const auto a = published(store::content("Alpha"));
    const auto b = published(store::content("Beta"));
    open_desk({a});
    EXPECT_EQ(obtain(0, "ranking"), "ranking");
    EXPECT_EQ(obtain(0, "list"), "Beta;Alpha;");
    const auto new_articles = on_loop(0, [](LoopPress& press) { return press.state().boxes->new_articles(0, {}); });
    show(std::make_shared<const TestRanking>(std::vector{b}));
    for (std::size_t loop = 0; loop < kLoops; ++loop) {
        EXPECT_TRUE(most_viewed(loop).contains("Beta"));
        EXPECT_FALSE(most_viewed(loop).contains("Alpha"));
    }
    EXPECT_FALSE(at_hand(0, "ranking"));
    EXPECT_TRUE(at_hand(0, "list"));
    // The other box is the very same, not one like it.
    EXPECT_EQ(on_loop(0, [](LoopPress& press) { return press.state().boxes->new_articles(0, {}); }), new_articles);
}

TEST_F(DeskTest, MakesNoBoxAnewForARankingThatShowsTheSame) {
    const auto a = published(store::content("Alpha"));
    open_desk({a});
    const auto box = on_loop(1, [](LoopPress& press) { return press.state().boxes->most_viewed(0); });
    show(std::make_shared<const TestRanking>(std::vector{a}));
    EXPECT_EQ(on_loop(1, [](LoopPress& press) { return press.state().boxes->most_viewed(0); }), box);
}

TEST_F(DeskTest, HoldsASettingOfTheNewsroomOnEveryPageFromTheChangeOn) {
    open_desk();
    EXPECT_EQ(obtain(0, "once"), "once");
    const auto before = sequence(0);
    put_setting("site.title", "The Evening Tide");
    follow();
    for (std::size_t loop = 0; loop < kLoops; ++loop) {
        EXPECT_EQ(on_loop(loop, [](LoopPress& press) { return press.state().settings->site.title; }), "The Evening Tide");
        EXPECT_GT(sequence(loop), before);
    }
    EXPECT_EQ(effective_settings_->current()->site.title, "The Evening Tide");
}

TEST_F(DeskTest, ListsMoreStoriesWhereTheNewsroomHasTheBoxShowMore) {
    for (int number = 0; number < 8; ++number) {
        clock_.advance(std::chrono::minutes{1});
        published(store::content("Story " + std::to_string(number)));
    }
    settings_.boxes.new_articles.length = 3;
    open_desk();
    EXPECT_EQ(newest(0).size(), 4U);
    put_setting("boxes.new_articles.length", "6");
    follow();
    EXPECT_EQ(newest(0).size(), 7U);
    EXPECT_EQ(newest(1).size(), 7U);
}

TEST_F(DeskTest, TakesNoThemeThatIsTheOneInUse) {
    open_desk();
    follow();
    const auto before = on_loop(0, [](LoopPress& press) { return press.state().theme; });
    desk_->set_theme(store::value(render::Theme::load(settings_)));
    follow();
    published(store::content("Later"));
    follow();
    EXPECT_EQ(on_loop(0, [](LoopPress& press) { return press.state().theme; }), before);
    EXPECT_EQ(on_loop(0, [](LoopPress& press) { return press.state().former_theme; }), nullptr);
}

TEST_F(DeskTest, GoesOnWithWhatItHasWhileTheStoreCannotBeReadAndThenShowsAll) {
    published(store::content("Before"));
    open_desk();
    follow();
    ASSERT_TRUE(eventually_known(true));
    clock_.advance(std::chrono::minutes{1});
    published(store::content("During"));
    const auto number = store::value(read([](store::ReadSnapshot& snapshot) { return snapshot.change_number(); }));
    rename_table("change", "change_away");
    desk_->committed(number);
    ASSERT_TRUE(eventually_known(false)) << "an address that was published may be live";
    EXPECT_EQ(newest(0), std::vector<std::string>{"Before"});
    rename_table("change_away", "change");
    follow();
    EXPECT_EQ(newest(0), (std::vector<std::string>{"During", "Before"}));
    EXPECT_TRUE(eventually_known(true));
}

TEST_F(DeskTest, IsSureOfAddressesAgainOnceWhatWasMissedIsShown) {
    open_desk();
    follow();
    ASSERT_TRUE(eventually_known(true));
    desk_->hears_of_others(false);
    EXPECT_EQ(press_->addresses(0), nullptr);
    follow();
    EXPECT_EQ(press_->addresses(0), nullptr);
    published(store::content("Of another node"));
    desk_->committed(store::value(read([](store::ReadSnapshot& snapshot) { return snapshot.change_number(); })));
    desk_->hears_of_others(true);
    ASSERT_TRUE(eventually_known(true));
    EXPECT_EQ(newest(0).front(), "Of another node");
}

}  // namespace
}  // namespace stoppress::press
