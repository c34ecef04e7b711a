// SPDX-License-Identifier: GPL-3.0-or-later
// Tests what the boxes show: New Articles without the story on whose page it is, and each box made anew without
// touching the other.
#include "boxes/box_set.hpp"

#include <gtest/gtest.h>

namespace stoppress::boxes {
namespace {

std::vector<story::Card> cards(int count) {
    std::vector<story::Card> cards;
    for (int number = 1; number <= count; ++number) {
        story::Card card;
        card.id = base::StoryId{number};
        card.headline = "Story" + std::to_string(number);
        card.url = "/2026/11/story-" + std::to_string(number);
        card.language = "en";
        cards.push_back(std::move(card));
    }
    return cards;
}

class BoxSetTest : public testing::Test {
protected:
    /// The numbers of the stories that the box names, in its order.
    static std::vector<int> shown(const std::shared_ptr<const Segment>& box) {
        std::vector<int> numbers;
        constexpr std::string_view kName = ">Story";
        for (auto at = box->plain.find(kName); at != std::string::npos; at = box->plain.find(kName, at + 1)) {
            numbers.push_back(std::stoi(box->plain.substr(at + kName.size())));
        }
        return numbers;
    }

    std::shared_ptr<const render::Theme> theme_ = base::must(render::Theme::load(settings::Settings{}));
    std::size_t english_ = wording_index(*theme_, "en");
};

TEST_F(BoxSetTest, LeavesOutTheStoryOfThePageAndShowsTheNextInItsPlace) {
    const auto set = set_new_articles({}, *theme_, cards(4), 3);
    EXPECT_EQ(shown(set.new_articles(english_, {})), (std::vector{1, 2, 3}));
    EXPECT_EQ(shown(set.new_articles(english_, {1})), (std::vector{2, 3, 4}));
    EXPECT_EQ(shown(set.new_articles(english_, {3})), (std::vector{1, 2, 4}));
    EXPECT_EQ(shown(set.new_articles(english_, {4})), (std::vector{1, 2, 3})) << "a story that the box does not show";
    EXPECT_EQ(set.new_articles(english_, {9}), set.new_articles(english_, {})) << "the same object for every older story";
}

TEST_F(BoxSetTest, ShowsFewerStoriesWhereThereAreNoMore) {
    const auto set = set_new_articles({}, *theme_, cards(2), 3);
    EXPECT_EQ(shown(set.new_articles(english_, {})), (std::vector{1, 2}));
    EXPECT_EQ(shown(set.new_articles(english_, {2})), std::vector{1});
    const auto one = set_new_articles({}, *theme_, cards(1), 3);
    EXPECT_TRUE(shown(one.new_articles(english_, {1})).empty());
    const auto none = set_new_articles({}, *theme_, {}, 3);
    EXPECT_TRUE(shown(none.new_articles(english_, {})).empty());
    EXPECT_FALSE(none.new_articles(english_, {})->plain.empty());
}

TEST_F(BoxSetTest, MakesOneBoxAnewAndKeepsTheOther) {
    const auto both = set_most_viewed(set_new_articles({}, *theme_, cards(2), 3), *theme_, cards(1), story::Window::day);
    EXPECT_EQ(shown(both.most_viewed(english_)), std::vector{1});
    const auto ranked = set_most_viewed(both, *theme_, cards(3), story::Window::week);
    EXPECT_EQ(shown(ranked.most_viewed(english_)), (std::vector{1, 2, 3}));
    EXPECT_EQ(ranked.new_articles(english_, {}), both.new_articles(english_, {}));
    EXPECT_EQ(ranked.new_articles(english_, {2}), both.new_articles(english_, {2}));
    const auto published = set_new_articles(both, *theme_, cards(3), 3);
    EXPECT_EQ(shown(published.new_articles(english_, {})), (std::vector{1, 2, 3}));
    EXPECT_EQ(published.most_viewed(english_), both.most_viewed(english_));
}

TEST_F(BoxSetTest, HasTheWordsOfEachLanguageAndThoseOfTheThemeForOthers) {
    const auto set = set_new_articles({}, *theme_, cards(1), 3);
    const auto german = wording_index(*theme_, "de");
    EXPECT_EQ(theme_->wordings()[german], theme_->wording_language("de"));
    EXPECT_EQ(theme_->wordings()[wording_index(*theme_, "xx")], theme_->wording_language("xx"));
    for (std::size_t wording = 0; wording < theme_->wordings().size(); ++wording) {
        EXPECT_EQ(shown(set.new_articles(wording, {})), std::vector{1}) << theme_->wordings()[wording];
    }
}

TEST_F(BoxSetTest, HasTheBreakingLineInEachWordingWhileThereIsOne) {
    const auto boxes = set_new_articles({}, *theme_, cards(2), 3);
    EXPECT_EQ(boxes.breaking(english_), nullptr);
    const edition::BreakingLine line{.text = "Fire & smoke", .url = "/2026/11/fire", .language = "en"};
    const auto set = set_breaking(boxes, *theme_, &line);
    ASSERT_NE(set.breaking(english_), nullptr);
    EXPECT_TRUE(set.breaking(english_)->plain.contains(">Fire &amp; smoke</a>"));
    EXPECT_TRUE(set.breaking(wording_index(*theme_, "fa"))->plain.contains("lang=\"en\""));
    EXPECT_EQ(set.new_articles(english_, {}), boxes.new_articles(english_, {})) << "the same object";
    EXPECT_EQ(set_breaking(set, *theme_, nullptr).breaking(english_), nullptr);
}

}  // namespace
}  // namespace stoppress::boxes
