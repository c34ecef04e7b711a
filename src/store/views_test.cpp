// SPDX-License-Identifier: GPL-3.0-or-later
// Proves that views add up: by hour, in all, in windows, and that a batch with an unknown story leaves nothing. And the API's lists.
#include <gmock/gmock.h>

#include "store/site_fixture.hpp"
#include "store/writing/view_log.hpp"

namespace stoppress::store {
namespace {

using base::ErrorCode;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class ViewsAndLists : public SiteTest {
protected:
    base::Result<int> view(std::vector<ViewCount> counts) {
        return write([&](WriteTransaction& t) -> base::Result<int> {
            TRY_VOID(t.add_views(counts));
            TRY_VOID(t.fold_views());  // a server's nodes log them first
            return 0;
        });
    }
    std::vector<std::string> names(const StoryQuery& query) {
        std::vector<std::string> found;
        for (const auto& story : value(read([&](ReadSnapshot& s) { return s.stories(query); })).stories) {
            found.push_back(story.content.headline);
        }
        return found;
    }
};

TEST_F(ViewsAndLists, AddsUpHoursTotalsAndWindows) {
    const auto one = published(content("One"));
    const auto two = published(content("Two"));
    const auto now = base::hour_of(clock_.now());
    value(view({{one, now, 3, 1}, {two, now, 1, 0}}));
    value(view({{one, now, 2, 0}, {one, now - 23, 10, 0}, {one, now - 24, 20, 0}, {one, now - 24 * 30, 40, 0}}));
    const std::array ids{one, two};
    const auto views = value(read([&](ReadSnapshot& s) { return s.views(ids, clock_.now()); }));
    EXPECT_EQ(views.at(0), (story::Views{15, 35, 35, 75}));
    EXPECT_EQ(views.at(1), (story::Views{1, 1, 1, 1}));

    std::vector<std::int64_t> hours;
    value(read([&](ReadSnapshot& s) -> base::Result<int> {
        TRY_VOID(s.hours_between(now - 24, now, [&](const ViewCount& count) { hours.push_back(count.views); }));
        return 0;
    }));
    EXPECT_THAT(hours, ElementsAre(20, 10, 5, 1));
    std::vector<std::int64_t> totals;
    value(read([&](ReadSnapshot& s) -> base::Result<int> {
        TRY_VOID(s.totals([&](const ViewCount& count, const RankingFacts& facts) {
            EXPECT_TRUE(facts.published);
            EXPECT_EQ(facts.language, "en");
            totals.push_back(count.views);
        }));
        return 0;
    }));
    EXPECT_THAT(totals, ElementsAre(75, 1));
}

TEST_F(ViewsAndLists, CountsLoggedViewsAtOnceAndAddsThemUpLaterAndWhenItOpens) {
    const auto one = published(content("One"));
    const auto two = published(content("Two"));
    const auto now = base::hour_of(clock_.now());
    const auto log = [&](std::vector<ViewCount> counts) {
        return write([&](WriteTransaction& t) -> base::Result<int> {
            TRY_VOID(t.log_views(counts));
            return 0;
        });
    };
    StoryQuery by_views;
    by_views.order = StoryQuery::Order::most_viewed;
    by_views.window = story::Window::all;
    const std::array ids{one, two};
    const auto views = [&] { return value(read([&](ReadSnapshot& s) { return s.views(ids, clock_.now()); })); };
    value(view({{one, now, 1, 0}}));
    value(log({{one, now, 2, 1}, {two, now, 5, 0}, {one, now - 24, 10, 3}, {two, now - 24 * 30, 0, 7}}));
    value(log({{one, now, 3, 0}}));
    EXPECT_EQ(views().at(0), (story::Views{6, 16, 16, 16}));
    EXPECT_EQ(views().at(1), (story::Views{5, 5, 5, 5}));
    EXPECT_THAT(names(by_views), ElementsAre("One"));
    for (int time = 0; time < 2; ++time) {
        value(write([&](WriteTransaction& t) -> base::Result<int> {
            TRY_VOID(t.fold_views());
            return 0;
        }));
        EXPECT_EQ(views().at(0), (story::Views{6, 16, 16, 16}));
        EXPECT_EQ(views().at(1), (story::Views{5, 5, 5, 5}));
        EXPECT_THAT(names(by_views), ElementsAre("One", "Two"));
    }
    value(log({{two, now, 20, 0}}));
    close();
    EXPECT_EQ(views().at(1), (story::Views{25, 25, 25, 25}));
    EXPECT_THAT(names(by_views), ElementsAre("Two", "One"));
}

TEST(ViewLog, IsReadAsItWasWritten) {
    const std::vector<ViewCount> counts{{{1}, 500, 1, 0}, {{2}, 500, 0, 9}, {{1}, 400, 12345678901, 2}, {{9007199254740993}, -3, 4, 0}};
    std::vector<ViewCount> got;
    ASSERT_TRUE(read_view_log(write_view_log(counts), [&](const ViewCount& count) { got.push_back(count); }).has_value());
    ASSERT_EQ(got.size(), counts.size());
    for (std::size_t i = 0; i < counts.size(); ++i) {
        EXPECT_EQ(got[i].story, counts[i].story);
        EXPECT_EQ(got[i].hour, counts[i].hour);
        EXPECT_EQ(got[i].views, counts[i].views);
        EXPECT_EQ(got[i].robots, counts[i].robots);
    }
}

TEST(ViewLog, RefusesWhatNobodyWrote) {
    for (const auto* text : {"x", "@5", "@5 ", "@5 1", "@5 1:", "@5 1:2:", "@5 1:2:3:4", "@5 1:2,", "@ 1:2", "@5 1:99999999999999999999"}) {
        EXPECT_FALSE(read_view_log(text, [](const ViewCount&) {}).has_value()) << text;
    }
}

TEST_F(ViewsAndLists, AddsNothingOfABatchWithAStoryThatIsNotThere) {
    const auto one = published(content("One"));
    EXPECT_EQ(view({{one, 1, 1, 0}, {base::StoryId{99}, 1, 1, 0}}).error().code, ErrorCode::not_found);
    const std::array ids{one};
    EXPECT_EQ(value(read([&](ReadSnapshot& s) { return s.views(ids, clock_.now()); })).at(0).all, 0);
    EXPECT_TRUE(value(write([&](WriteTransaction& t) { return t.is_published(one); })));
    EXPECT_FALSE(value(write([&](WriteTransaction& t) { return t.is_published({99}); })));
    EXPECT_EQ(write([&](WriteTransaction& t) { return t.ranking_facts({99}); }).error().code, ErrorCode::not_found);
}

TEST_F(ViewsAndLists, GoesThroughAListByCursorWithoutGapsOrDoubles) {
    section("city");
    for (int i = 0; i < 25; ++i) {
        auto made = content("Story " + std::to_string(i));
        made.section = i % 2 == 0 ? "city" : "";
        made.topics = {i % 3 == 0 ? "roads" : "rivers"};
        published(made);  // all at the same moment: the id decides
    }
    StoryQuery query;
    query.limit = 4;
    std::vector<std::string> all;
    do {
        const auto page = value(read([&](ReadSnapshot& s) { return s.stories(query); }));
        for (const auto& story : page.stories) {
            all.push_back(story.content.headline);
        }
        query.cursor = page.next;
    } while (!query.cursor.empty());
    ASSERT_EQ(all.size(), 25U);
    for (std::size_t i = 0; i < all.size(); ++i) {
        EXPECT_EQ(all[i], "Story " + std::to_string(24 - i));
    }
    StoryQuery narrowed;
    narrowed.section = "city";
    narrowed.topic = "roads";
    EXPECT_THAT(names(narrowed), ElementsAre("Story 24", "Story 18", "Story 12", "Story 6", "Story 0"));
    narrowed.author = "nobody";
    EXPECT_THAT(names(narrowed), IsEmpty());
    query.cursor = "1_2x";
    EXPECT_EQ(read([&](ReadSnapshot& s) { return s.stories(query); }).error().code, ErrorCode::invalid);
    query.cursor.clear();
    query.limit = 101;
    EXPECT_EQ(read([&](ReadSnapshot& s) { return s.stories(query); }).error().code, ErrorCode::invalid);
}

TEST_F(ViewsAndLists, OrdersByViewsOfAWindow) {
    const auto old = published(content("Old favourite"));
    const auto fresh = published(content("Fresh"));
    published(content("Unread"));
    const auto now = base::hour_of(clock_.now());
    value(view({{old, now - 100, 50, 0}, {old, now, 1, 0}, {fresh, now, 2, 0}}));
    StoryQuery query;
    query.order = StoryQuery::Order::most_viewed;
    query.now = clock_.now();
    query.window = story::Window::day;
    EXPECT_THAT(names(query), ElementsAre("Fresh", "Old favourite"));
    query.window = story::Window::all;
    EXPECT_THAT(names(query), ElementsAre("Old favourite", "Fresh"));
    query.limit = 1;
    query.cursor = value(read([&](ReadSnapshot& s) { return s.stories(query); })).next;
    EXPECT_THAT(names(query), ElementsAre("Fresh"));
}

TEST_F(ViewsAndLists, ShowsAContributorOnlyOwnDrafts) {
    create(content("Mine"), "ada");
    create(content("Theirs"), "bob");
    published(content("Out"));
    StoryQuery query;
    query.status.reset();
    query.own_of = "ada";
    EXPECT_THAT(names(query), ::testing::UnorderedElementsAre("Mine", "Out"));
    query.status = story::Status::draft;
    EXPECT_THAT(names(query), ElementsAre("Mine"));
}

}  // namespace
}  // namespace stoppress::store
