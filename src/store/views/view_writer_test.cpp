// SPDX-License-Identifier: GPL-3.0-or-later
// Tests that views add up: by hour, in total, in windows, that a batch with an unknown story changes nothing, and the
// API's lists.
#include <gmock/gmock.h>
#include <sqlite3.h>

#include "base/time/zone_hours.hpp"
#include "store/lists/list_reader.hpp"
#include "store/site_fixture.hpp"
#include "store/stories/story_writer.hpp"
#include "store/views/numbers_reader.hpp"
#include "store/views/view_log.hpp"
#include "store/views/view_reader.hpp"
#include "store/views/view_writer.hpp"

namespace stoppress::store {
namespace {

using namespace std::chrono_literals;

using base::ErrorCode;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class ViewsAndLists : public SiteTest {
protected:
    base::Result<int> view(std::vector<ViewCount> counts) {
        return write([&](WriteTransaction& t) -> base::Result<int> {
            TRY_VOID(ViewWriter(t).add_views(counts));
            TRY_VOID(ViewWriter(t).fold_views());  // a server's nodes log them first
            return 0;
        });
    }
    void run_sql(const std::string& sql) {
        if (database_.on_server()) {
            PostgresConnection(database_.url(), {}).run(sql);
            return;
        }
        sqlite3* database = nullptr;
        ASSERT_EQ(sqlite3_open((folder_.path() / "stoppress.db").c_str(), &database), SQLITE_OK);
        EXPECT_EQ(sqlite3_exec(database, sql.c_str(), nullptr, nullptr, nullptr), SQLITE_OK) << sqlite3_errmsg(database);
        sqlite3_close(database);
    }
    std::vector<std::string> names(const StoryQuery& query) {
        std::vector<std::string> found;
        for (const auto& story : value(read([&](ReadSnapshot& s) { return ListReader(s).stories(query); })).stories) {
            found.push_back(story.content.headline);
        }
        return found;
    }
};

TEST_F(ViewsAndLists, AddsUpHoursTotalsAndWindows) {
    const auto one = published(content("One"));
    const auto two = published(content("Two"));
    const auto now = base::ZoneHours().hour_of(clock_.now());
    value(view({{one, now, 3, 1}, {two, now, 1, 0}}));
    value(view({{one, now, 2, 0}, {one, now - 23h, 10, 0}, {one, now - 24h, 20, 0}, {one, now - 24h * 30, 40, 0}}));
    const std::array ids{one, two};
    const auto views = value(read([&](ReadSnapshot& s) { return ViewReader(s).views(ids, clock_.now()); }));
    EXPECT_EQ(views.at(0), (story::Views{15, 35, 35, 75}));
    EXPECT_EQ(views.at(1), (story::Views{1, 1, 1, 1}));

    std::vector<std::int64_t> by_hour;
    value(read([&](ReadSnapshot& s) -> base::Result<int> {
        TRY_VOID(ViewReader(s).hours_between(now - 24h, now, [&](const ViewCount& count) { by_hour.push_back(count.views); }));
        return 0;
    }));
    EXPECT_THAT(by_hour, ElementsAre(20, 10, 5, 1));
    std::vector<std::int64_t> totals;
    value(read([&](ReadSnapshot& s) -> base::Result<int> {
        TRY_VOID(ViewReader(s).totals([&](const ViewCount& count, const RankingFacts& facts) {
            EXPECT_TRUE(facts.published);
            EXPECT_EQ(facts.language, "en");
            totals.push_back(count.views);
        }));
        return 0;
    }));
    EXPECT_THAT(totals, ElementsAre(75, 1));
}

TEST_F(ViewsAndLists, SumsTheWholeSiteByHourSectionLanguageAndAuthor) {
    section("city");
    auto made = content("One");
    made.section = "city";
    made.authors = {"ada", "ben"};
    const auto one = published(made);
    made = content("Two");
    made.language = "fa";
    made.authors = {"ben"};
    const auto two = published(made);
    const auto now = base::ZoneHours().hour_of(clock_.now());
    value(view({{one, now, 3, 1}, {two, now, 1, 0}, {one, now - 5h, 10, 0}, {two, now - 24h * 500, 40, 0}}));
    const auto log = [&](std::vector<ViewCount> counts) {
        return write([&](WriteTransaction& t) -> base::Result<int> {
            TRY_VOID(ViewWriter(t).log_views(counts));
            return 0;
        });
    };
    value(log({{two, now, 2, 5}, {two, now - 24h * 600, 1, 0}}));
    const auto expect = [&] {
        const auto numbers = value(read([&](ReadSnapshot& s) { return NumbersReader(s).numbers(now - 23h, now); }));
        EXPECT_EQ(numbers.hours, (std::map<base::Hour, ViewSum>{{now - 5h, {10, 0}}, {now, {6, 6}}}));
        const auto said = [](const std::vector<NamedSum>& sums) {
            std::vector<std::string> text;
            for (const auto& each : sums) {
                text.push_back(each.slug + "/" + each.name + " " + std::to_string(each.sum.views) + " " + std::to_string(each.sum.robots));
            }
            return text;
        };
        EXPECT_THAT(said(numbers.sections), ElementsAre("city/City 13 1", "/ 3 5"));
        EXPECT_THAT(said(numbers.languages), ElementsAre("en/ 13 1", "fa/ 3 5"));
        EXPECT_THAT(said(numbers.authors), ElementsAre("ben/Ben 16 6", "ada/Ada 13 1"));
        EXPECT_EQ(value(read([&](ReadSnapshot& s) { return NumbersReader(s).story_numbers(two, now - 24h * 550, now); })).hours,
                  (std::map<base::Hour, ViewSum>{{now - 24h * 500, {40, 0}}, {now, {3, 5}}}));
    };
    expect();
    value(view({}));
    expect();
    // What was viewed stays where it was filed then.
    auto moved = stored(one)->content;
    moved.section.clear();
    value(write([&](WriteTransaction& t) -> base::Result<int> {
        TRY_VOID(StoryWriter(t).save_story(one, 1, moved, "ada"));
        return 0;
    }));
    expect();
    close();
    expect();
}

TEST_F(ViewsAndLists, MakesTheWholeSitesSumsAnewWhereAnOlderProgramKeptNone) {
    auto made = content("One");
    made.authors = {"ada"};
    const auto one = published(made);
    const auto now = base::ZoneHours().hour_of(clock_.now());
    value(view({{one, now, 3, 1}, {one, now - 1000h, 10, 0}, {one, now - 24h * 400, 7, 0}}));
    const auto before = value(read([&](ReadSnapshot& s) { return NumbersReader(s).numbers(base::Hour{}, now); }));
    const auto lose = [&](const std::string& sql) {
        close();
        run_sql(sql);
    };
    const auto expect = [&] {
        const auto after = value(read([&](ReadSnapshot& s) { return NumbersReader(s).numbers(base::Hour{}, now); }));
        EXPECT_EQ(after.hours, before.hours);
        EXPECT_EQ(after.sections.at(0).sum, before.sections.at(0).sum);
        EXPECT_EQ(after.authors.at(0).sum, before.authors.at(0).sum);
    };
    lose("DELETE FROM site_hour; DELETE FROM author_hour; DELETE FROM made_with WHERE name = 'site_sums'");
    expect();
    if (!settings_.database.url.starts_with("postgresql")) {
        return;  // no other node
    }
    // A node of an older program beside newer ones: of the last days only.
    lose("UPDATE site_hour SET views = views - 1 WHERE hour = " + std::to_string(base::to_number(now)));
    expect();
}

TEST_F(ViewsAndLists, CountsLoggedViewsAtOnceAndAddsThemUpLaterAndWhenItOpens) {
    const auto one = published(content("One"));
    const auto two = published(content("Two"));
    const auto now = base::ZoneHours().hour_of(clock_.now());
    const auto log = [&](std::vector<ViewCount> counts) {
        return write([&](WriteTransaction& t) -> base::Result<int> {
            TRY_VOID(ViewWriter(t).log_views(counts));
            return 0;
        });
    };
    StoryQuery by_views;
    by_views.order = StoryQuery::Order::most_viewed;
    by_views.window = story::Window::all;
    const std::array ids{one, two};
    const auto views = [&] { return value(read([&](ReadSnapshot& s) { return ViewReader(s).views(ids, clock_.now()); })); };
    value(view({{one, now, 1, 0}}));
    value(log({{one, now, 2, 1}, {two, now, 5, 0}, {one, now - 24h, 10, 3}, {two, now - 24h * 30, 0, 7}}));
    value(log({{one, now, 3, 0}}));
    EXPECT_EQ(views().at(0), (story::Views{6, 16, 16, 16}));
    EXPECT_EQ(views().at(1), (story::Views{5, 5, 5, 5}));
    EXPECT_THAT(names(by_views), ElementsAre("One"));
    for (int time = 0; time < 2; ++time) {
        value(write([&](WriteTransaction& t) -> base::Result<int> {
            TRY_VOID(ViewWriter(t).fold_views());
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
    const std::vector<ViewCount> counts{{{1}, base::to_hour(500), 1, 0},
                                        {{2}, base::to_hour(500), 0, 9},
                                        {{1}, base::to_hour(400), 12345678901, 2},
                                        {{9007199254740993}, base::to_hour(-3), 4, 0}};
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
    for (const auto* text : {"x", "@5", "@5 ", "@5 1", "@5 1:", "@5 1:2:", "@5 1:2:3:4", "@5 1:2,", "@ 1:2", "@5 1:99999999999999999999",
                             "@5 -1:2", "@5 1:-2", "@5 1:2:-3"}) {
        EXPECT_FALSE(read_view_log(text, [](const ViewCount&) {}).has_value()) << text;
    }
}

TEST_F(ViewsAndLists, AddsNothingOfABatchWithAStoryThatIsNotThere) {
    const auto one = published(content("One"));
    EXPECT_EQ(view({{one, base::to_hour(1), 1, 0}, {base::StoryId{99}, base::to_hour(1), 1, 0}}).error().code, ErrorCode::not_found);
    const std::array ids{one};
    EXPECT_EQ(value(read([&](ReadSnapshot& s) { return ViewReader(s).views(ids, clock_.now()); })).at(0).all, 0);
    EXPECT_EQ(write([&](WriteTransaction& t) { return ViewWriter(t).ranking_facts({99}); }).error().code, ErrorCode::not_found);
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
        const auto page = value(read([&](ReadSnapshot& s) { return ListReader(s).stories(query); }));
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
    EXPECT_EQ(read([&](ReadSnapshot& s) { return ListReader(s).stories(query); }).error().code, ErrorCode::invalid);
    query.cursor.clear();
    query.limit = 101;
    EXPECT_EQ(read([&](ReadSnapshot& s) { return ListReader(s).stories(query); }).error().code, ErrorCode::invalid);
}

TEST_F(ViewsAndLists, OrdersByViewsOfAWindow) {
    const auto old = published(content("Old favourite"));
    const auto fresh = published(content("Fresh"));
    published(content("Unread"));
    const auto now = base::ZoneHours().hour_of(clock_.now());
    value(view({{old, now - 100h, 50, 0}, {old, now, 1, 0}, {fresh, now, 2, 0}}));
    StoryQuery query;
    query.order = StoryQuery::Order::most_viewed;
    query.now = clock_.now();
    query.window = story::Window::day;
    EXPECT_THAT(names(query), ElementsAre("Fresh", "Old favourite"));
    query.window = story::Window::all;
    EXPECT_THAT(names(query), ElementsAre("Old favourite", "Fresh"));
    query.limit = 1;
    query.cursor = value(read([&](ReadSnapshot& s) { return ListReader(s).stories(query); })).next;
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
