// SPDX-License-Identifier: GPL-3.0-or-later
// A list of stories takes the same few statements however long it is.
#include <algorithm>

#include "store/editing/editing_reader.hpp"
#include "store/filing/filing_reader.hpp"
#include "store/lists/list_reader.hpp"
#include "store/site_fixture.hpp"
#include "store/stories/publishing_writer.hpp"
#include "store/stories/story_reader.hpp"
#include "store/transaction/read_snapshot.hpp"
#include "store/views/view_reader.hpp"

namespace stoppress::store {
namespace {

constexpr int kStories = 100;

class WholeLists : public SiteTest {
protected:
    WholeLists() {
        section("city");
        section("sea");
        for (int i = 0; i < kStories; ++i) {
            auto made = content("Story " + std::to_string(i));
            made.section = i % 2 == 0 ? "city" : "sea";
            made.topics = {"water", "topic-" + std::to_string(i)};
            made.authors = {"zoe-last", "author-" + std::to_string(i), "anna-first"};
            clock_.advance(std::chrono::minutes{1});
            ids_.push_back(published(std::move(made)));
        }
        std::ranges::reverse(ids_);
    }

    /// Runs `work` on a snapshot; how many statements it took.
    template <class Work>
    std::uint64_t cost(Work work) {
        return value(read([&](ReadSnapshot& snapshot) -> base::Result<std::uint64_t> {
            const auto before = snapshot.statements_run();
            work(snapshot);
            return snapshot.statements_run() - before;
        }));
    }

    std::vector<base::StoryId> ids_;
};

TEST_F(WholeLists, OfTheApiCostsAtMostSixStatementsWithAllThatTheNewsroomSees) {
    StoryQuery query;
    query.limit = kStories;
    query.status.reset();
    query.section = "city";
    query.topic = "water";
    query.author = "zoe-last";
    std::size_t listed = 0;
    const auto statements = cost([&](ReadSnapshot& snapshot) {
        const auto list = value(ListReader(snapshot).stories(query));
        listed = list.stories.size();
        std::vector<base::StoryId> ids;
        std::ranges::transform(list.stories, std::back_inserter(ids), &story::Story::id);
        EXPECT_EQ(value(ViewReader(snapshot).views(ids, clock_.now())).size(), ids.size());
        EXPECT_EQ(value(EditingReader(snapshot).work(ids)).size(), ids.size());
    });
    EXPECT_EQ(listed, kStories / 2);
    EXPECT_LE(statements, 6U);
    query.section = query.topic = query.author = "";
    EXPECT_LE(cost([&](ReadSnapshot& snapshot) { listed = value(ListReader(snapshot).stories(query)).stories.size(); }), 2U);
    EXPECT_EQ(listed, kStories);
}

TEST_F(WholeLists, KeepTheOrderOfStoriesAndOfWhatEachIsFiledUnder) {
    StoryQuery query;
    query.limit = kStories;
    const auto list = value(read([&](ReadSnapshot& s) { return ListReader(s).stories(query); }));
    ASSERT_EQ(list.stories.size(), ids_.size());
    const auto bylines = value(read([&](ReadSnapshot& s) { return FilingReader(s).bylines(ids_); }));
    const auto stories = value(read([&](ReadSnapshot& s) { return StoryReader(s).published_stories(ids_); }));
    ASSERT_EQ(stories.size(), ids_.size());
    for (std::size_t i = 0; i < ids_.size(); ++i) {
        const auto number = std::to_string(kStories - 1 - static_cast<int>(i));
        const auto& story = list.stories[i];
        EXPECT_EQ(story.id, ids_[i]);
        EXPECT_EQ(story.content.topics, (std::vector<std::string>{"water", "topic-" + number}));
        EXPECT_EQ(story.content.authors, (std::vector<std::string>{"zoe-last", "author-" + number, "anna-first"}));
        ASSERT_EQ(bylines[i].size(), 3U);
        EXPECT_EQ(bylines[i][1].slug, "author-" + number);
        EXPECT_EQ(stories[i].card.id, ids_[i]);
        ASSERT_EQ(stories[i].byline.size(), 3U);
        EXPECT_EQ(stories[i].byline[0].slug, "zoe-last");
        ASSERT_EQ(stories[i].topics.size(), 2U);
        EXPECT_EQ(stories[i].topics[1].slug, "topic-" + number);
        ASSERT_TRUE(stories[i].section);
        EXPECT_EQ(stories[i].section->slug, story.content.section);
        EXPECT_EQ(stories[i].body, value(read([&](ReadSnapshot& s) { return StoryReader(s).published_story(ids_[i]); }))->body);
    }
}

TEST_F(WholeLists, OfReadersCostTheSameForOneStoryAndForAHundred) {
    const auto cost_of = [&](std::int64_t limit) {
        return cost([&](ReadSnapshot& snapshot) {
            const auto cards = value(ListReader(snapshot).list({}, 0, limit));
            EXPECT_EQ(cards.size(), static_cast<std::size_t>(limit));
            std::vector<base::StoryId> ids;
            std::ranges::transform(cards, std::back_inserter(ids), &story::Card::id);
            value(FilingReader(snapshot).bylines(ids));
            value(StoryReader(snapshot).published_stories(ids));
        });
    };
    const auto of_one = cost_of(1);
    EXPECT_EQ(cost_of(kStories), of_one);
    EXPECT_LE(of_one, 9U);
}

TEST_F(WholeLists, LeaveOutWhatIsNotPublishedAndWhatDoesNotExist) {
    value(write([&](WriteTransaction& t) { return PublishingWriter(t).withdraw(ids_[1], "wrong"); }));
    const std::vector<base::StoryId> some{ids_[2], ids_[1], base::StoryId{999'999}, ids_[0]};
    const auto cards = value(read([&](ReadSnapshot& s) { return ListReader(s).cards(some); }));
    ASSERT_EQ(cards.size(), 2U);
    EXPECT_EQ(cards[0].id, ids_[2]);
    EXPECT_EQ(cards[1].id, ids_[0]);
    EXPECT_EQ(value(read([&](ReadSnapshot& s) { return StoryReader(s).published_stories(some); })).size(), 2U);
    EXPECT_EQ(value(read([&](ReadSnapshot& s) { return ViewReader(s).ranking_facts(some); })).size(), 3U);
    EXPECT_EQ(value(read([&](ReadSnapshot& s) { return EditingReader(s).work(some); })).at(2).created_by, "");
    EXPECT_TRUE(value(read([&](ReadSnapshot& s) { return ListReader(s).cards({}); })).empty());
}

}  // namespace
}  // namespace stoppress::store
