// SPDX-License-Identifier: GPL-3.0-or-later
// Tests that every loop shows a change, a ranking, a theme or a setting from the moment it is acknowledged, that
// unchanged pages are not made again, and that a store that cannot be read stops nothing.
#include "press/desk.hpp"

#include <fstream>

#include "press/press_fixture.hpp"
#include "store/front/front_writer.hpp"
#include "store/site/site_writer.hpp"
#include "store/stories/publishing_writer.hpp"
#include "store/transaction/read_snapshot.hpp"

namespace stoppress::press {
namespace {

/// Other stories in each window.
class WindowRanking final : public readership::Ranking {
public:
    explicit WindowRanking(std::map<story::Window, std::vector<base::StoryId>> windows) {
        for (const auto& [window, stories] : windows) {
            for (const auto story : stories) {
                ranked_[window].push_back({story, 1});
            }
        }
    }
    [[nodiscard]] std::span<const readership::Ranked> top(story::Window window, const readership::Scope& /*scope*/) const override {
        const auto found = ranked_.find(window);
        return found == ranked_.end() ? std::span<const readership::Ranked>() : found->second;
    }

private:
    std::map<story::Window, std::vector<readership::Ranked>> ranked_;
};

class DeskTest : public PressFixture {
protected:
    /// A theme that differs from the built-in one by a file.
    void make_theme(const std::string& name, const std::string& file, std::string_view text) {
        const auto path = settings_.folder / "themes" / name / file;
        std::filesystem::create_directories(path.parent_path());
        std::ofstream(path) << text;
    }

    /// The stories that the box names, in its order.
    std::vector<std::string> ranked(std::size_t loop, const std::vector<std::string>& headlines) {
        const auto box = most_viewed(loop);
        std::map<std::size_t, std::string> places;
        for (const auto& headline : headlines) {
            if (const auto place = box.find(">" + headline + "<"); place != std::string::npos) {
                places[place] = headline;
            }
        }
        std::vector<std::string> found;
        for (const auto& [place, headline] : places) {
            found.push_back(headline);
        }
        return found;
    }

    void put_setting(const std::string& key, const std::string& text) {
        store::value(write([&](store::WriteTransaction& transaction) { return store::SiteWriter(transaction).put_setting(key, text); }));
    }

    std::uint64_t sequence(std::size_t loop) {
        return on_loop(loop, [](LoopPress& press) { return press.state().sequence; });
    }

    /// Until both loops have taken the state that holds `ranking`.
    void show(const std::shared_ptr<const readership::Ranking>& ranking) {
        desk_->ranked(ranking);
        expect_shown(ranking);
    }
    void expect_shown(const std::shared_ptr<const readership::Ranking>& ranking) {
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

TEST_F(DeskTest, FillsMostViewedUpFromLongerWindows) {
    using enum story::Window;
    const std::vector<std::string> headlines{"Alpha", "Beta", "Gamma", "Delta", "Withdrawn", "Omega"};
    std::map<std::string, base::StoryId> id;
    for (const auto& headline : headlines) {
        id[headline] = published(store::content(headline));
    }
    store::value(write(
        [&](store::WriteTransaction& transaction) { return store::PublishingWriter(transaction).withdraw(id["Withdrawn"], "wrong"); }));
    settings_.boxes.most_viewed = {.length = 4, .window = week};
    open_desk();
    show(std::make_shared<const WindowRanking>(
        std::map<story::Window, std::vector<base::StoryId>>{{day, {id["Omega"]}},
                                                            {week, {id["Withdrawn"], id["Beta"]}},
                                                            {month, {id["Beta"], id["Alpha"], id["Withdrawn"]}},
                                                            {all, {id["Alpha"], id["Delta"], id["Beta"], id["Gamma"], id["Omega"]}}}));
    // Nothing of the day, nothing twice, nothing withdrawn, and no more than fit.
    EXPECT_EQ(ranked(0, headlines), (std::vector<std::string>{"Beta", "Alpha", "Delta", "Gamma"}));
    EXPECT_EQ(ranked(1, headlines), ranked(0, headlines));
}

TEST_F(DeskTest, ShowsARankingThatCameWhileTheStoreCouldNotBeRead) {
    const auto story = published(store::content("Before"));
    open_desk();
    follow();
    ASSERT_TRUE(eventually_known(true));
    published(store::content("During"));
    const auto number = store::value(read([](store::ReadSnapshot& snapshot) { return snapshot.change_number(); }));
    rename_table("change", "change_away");
    desk_->committed(number);
    ASSERT_TRUE(eventually_known(false));
    const auto ranking = std::make_shared<const TestRanking>(std::vector{story});
    desk_->ranked(ranking);
    desk_->committed(number);
    rename_table("change_away", "change");
    expect_shown(ranking);
    EXPECT_TRUE(most_viewed(1).contains("Before"));
    EXPECT_EQ(newest(0), (std::vector<std::string>{"During", "Before"}));
}

TEST_F(DeskTest, ShowsAChosenThemeAndKeepsTheFormerOneForItsFiles) {
    published(store::content("A story"));
    make_theme("evening", "assets/evening.css", "body{color:#111}");
    open_desk();
    follow();
    EXPECT_EQ(obtain(0, "kept"), "kept");
    const auto before = on_loop(0, [](LoopPress& press) { return press.state().theme; });
    put_setting("site.theme", "evening");
    follow();
    for (std::size_t loop = 0; loop < kLoops; ++loop) {
        EXPECT_EQ(on_loop(loop, [](LoopPress& press) { return press.state().theme->name(); }), "evening");
        EXPECT_EQ(on_loop(loop, [](LoopPress& press) { return press.state().former_theme; }), before);
    }
    // A theme that was read while another one was in use changes nothing.
    desk_->set_theme(before);
    published(store::content("Another story"));
    follow();
    EXPECT_EQ(on_loop(0, [](LoopPress& press) { return press.state().theme->name(); }), "evening");
    // The folder of the theme in use has changed.
    make_theme("evening", "assets/evening.css", "body{color:#222}");
    auto chosen = settings_;
    chosen.site.theme = "evening";
    const auto later = store::value(render::Theme::load(chosen));
    desk_->set_theme(later);
    EXPECT_TRUE(
        base::eventually([&] { return on_loop(1, [](LoopPress& press) { return press.state().theme->version(); }) == later->version(); }));
}

TEST_F(DeskTest, KeepsTheThemeWhereTheChosenOneDoesNotWork) {
    make_theme("broken", "templates/story.mustache", "{{#never_closed}}");
    open_desk();
    follow();
    const auto before = on_loop(0, [](LoopPress& press) { return press.state().theme; });
    put_setting("site.theme", "broken");
    published(store::content("Later"));
    follow();
    EXPECT_EQ(on_loop(0, [](LoopPress& press) { return press.state().theme; }), before);
    EXPECT_EQ(newest(0), std::vector<std::string>{"Later"}) << "the site goes on";
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
    desk_->receives_changes(false);
    EXPECT_EQ(press_->addresses(0), nullptr);
    follow();
    EXPECT_EQ(press_->addresses(0), nullptr);
    published(store::content("Of another node"));
    desk_->committed(store::value(read([](store::ReadSnapshot& snapshot) { return snapshot.change_number(); })));
    desk_->receives_changes(true);
    ASSERT_TRUE(eventually_known(true));
    EXPECT_EQ(newest(0).front(), "Of another node");
}

TEST_F(DeskTest, ShowsTheBreakingLineOnEveryPageAndEndsItInTimeWhateverTheStoreDoes) {
    published(store::content("A story"));
    open_desk();
    EXPECT_EQ(obtain(0, "once"), "once");
    const auto line = [this](std::size_t loop) {
        return on_loop(loop, [](LoopPress& press) {
            const auto& state = press.state();
            const auto* shown = state.boxes->breaking(boxes::wording_index(*state.theme, "en"));
            return shown == nullptr ? std::string{} : shown->plain;
        });
    };
    EXPECT_EQ(line(0), "");
    store::Front front;
    front.line = store::BreakingLine{.text = "Fire at the harbour", .until = clock_.now() + std::chrono::hours{1}};
    store::value(write([&](store::WriteTransaction& transaction) { return store::FrontWriter(transaction).put_front(front, 0, "ann"); }));
    follow();
    for (std::size_t loop = 0; loop < kLoops; ++loop) {
        EXPECT_TRUE(line(loop).contains("Fire at the harbour"));
    }
    put_setting("site.title", "The Evening Tide");
    follow();
    EXPECT_TRUE(line(1).contains("Fire at the harbour")) << "also with other settings";
    rename_table("change", "change_away");
    clock_.advance(std::chrono::hours{1});
    for (std::size_t loop = 0; loop < kLoops; ++loop) {
        EXPECT_TRUE(base::eventually([&] { return line(loop).empty(); }));
    }
    rename_table("change_away", "change");
}

}  // namespace
}  // namespace stoppress::press
