// SPDX-License-Identifier: GPL-3.0-or-later
// Tests that incrementally updated rankings equal those made from scratch.
#include "readership/ranking/ranking_lists.hpp"
#include "store/views/records.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>

namespace stoppress::readership {
namespace {

using story::Window;
using namespace std::chrono_literals;

constexpr auto kHour = base::to_hour(1000);

store::RankingFacts facts(std::int64_t story, std::int64_t section = 0, std::string language = "en", bool published = true) {
    return {.story = {story},
            .section = {section},
            .language = std::move(language),
            .published = published,
            .kind = story::Kind::article,
            .published_at = base::from_milliseconds(story)};
}

std::vector<std::int64_t> ids(std::span<const Ranked> list) {
    std::vector<std::int64_t> ids;
    std::ranges::transform(list, std::back_inserter(ids), [](const Ranked& ranked) { return ranked.story.value; });
    return ids;
}

class RankingListsTest : public testing::Test {
protected:
    std::shared_ptr<const Ranking> updated() {
        lists_.update(sums_);
        sums_.forget_touched();
        return lists_.snapshot(sums_);
    }
    StorySums sums_{kHour};
    RankingLists lists_;
};

TEST_F(RankingListsTest, PutsTheMostViewedFirstAndTheNewerFirstAmongEquals) {
    sums_.add(sums_.put(facts(1)), kHour, 5);
    sums_.add(sums_.put(facts(2)), kHour, 9);
    sums_.add(sums_.put(facts(3)), kHour, 5);
    const auto ranking = updated();
    ASSERT_NE(ranking, nullptr);
    EXPECT_EQ(ids(ranking->top(Window::day, {})), (std::vector<std::int64_t>{2, 3, 1}));
    EXPECT_EQ(ranking->top(Window::all, {}).front().views, 9);
}

TEST_F(RankingListsTest, KeepsWindowsSectionsAndLanguagesApart) {
    sums_.add(sums_.put(facts(1, 10, "en")), kHour, 1);
    sums_.add(sums_.put(facts(2, 10, "fa")), kHour - 24h, 9);
    sums_.add(sums_.put(facts(3, 20, "fa")), kHour - 24h * 7, 9);
    const auto ranking = updated();
    EXPECT_EQ(ids(ranking->top(Window::day, {})), (std::vector<std::int64_t>{1}));
    EXPECT_EQ(ids(ranking->top(Window::week, {})), (std::vector<std::int64_t>{2, 1}));
    EXPECT_EQ(ids(ranking->top(Window::month, {})), (std::vector<std::int64_t>{3, 2, 1}));
    EXPECT_EQ(ids(ranking->top(Window::all, {.section = {10}, .language = ""})), (std::vector<std::int64_t>{2, 1}));
    EXPECT_EQ(ids(ranking->top(Window::all, {.section = {}, .language = "fa"})), (std::vector<std::int64_t>{3, 2}));
    EXPECT_TRUE(ranking->top(Window::all, {.section = {99}, .language = ""}).empty());
    EXPECT_TRUE(ranking->top(Window::all, {.section = {}, .language = "de"}).empty());
}

TEST_F(RankingListsTest, LeavesOutWhatReadersCannotSeeAndPages) {
    sums_.add(sums_.put(facts(1, 10, "en", false)), kHour, 9);
    auto page = facts(2);
    page.kind = story::Kind::page;
    sums_.add(sums_.put(page), kHour, 9);
    sums_.add(sums_.put(facts(3)), kHour, 1);
    EXPECT_EQ(ids(updated()->top(Window::day, {})), (std::vector<std::int64_t>{3}));
    sums_.put(facts(1, 10, "en", true));
    EXPECT_EQ(ids(updated()->top(Window::day, {})), (std::vector<std::int64_t>{1, 3}));
}

TEST_F(RankingListsTest, MovesAStoryWithItsSectionAndLanguage) {
    sums_.add(sums_.put(facts(1, 10, "en")), kHour, 1);
    updated();
    sums_.put(facts(1, 20, "fa"));
    const auto ranking = updated();
    EXPECT_TRUE(ranking->top(Window::day, {.section = {10}, .language = ""}).empty());
    EXPECT_TRUE(ranking->top(Window::day, {.section = {}, .language = "en"}).empty());
    EXPECT_EQ(ids(ranking->top(Window::day, {.section = {20}, .language = ""})), (std::vector<std::int64_t>{1}));
    EXPECT_EQ(ids(ranking->top(Window::day, {.section = {}, .language = "fa"})), (std::vector<std::int64_t>{1}));
}

TEST_F(RankingListsTest, MakesNoNewSnapshotWhereNothingDiffers) {
    sums_.add(sums_.put(facts(1)), kHour, 1);
    EXPECT_NE(updated(), nullptr);
    sums_.put(facts(1));
    EXPECT_EQ(updated(), nullptr);
}

TEST_F(RankingListsTest, AgreesWithCountingEverythingAnewWhateverHappens) {
    constexpr int kStories = 6000;  // more than a list keeps, so that stories enter and leave it
    std::mt19937 random(20260301);
    struct Truth {
        store::RankingFacts facts;
        std::map<base::Hour, std::int64_t> hours;
    };
    std::map<std::int64_t, Truth> truth;
    std::map<base::Hour, std::map<std::int64_t, std::int64_t>> rows;  // by hour, then story: as the store has them
    auto hour = kHour;
    std::shared_ptr<const Ranking> ranking;
    for (int round = 0; round < 60; ++round) {
        const int events = round % 4 == 0 ? 4000 : 300;
        for (int event = 0; event < events; ++event) {
            const std::int64_t story = 1 + static_cast<std::int64_t>(random() % kStories);
            auto& [known, hours] = truth[story];
            if (!known.story || random() % 50 == 0) {
                known = facts(story, static_cast<std::int64_t>(random() % 4), random() % 2 == 0 ? "en" : "fa", random() % 10 != 0);
            }
            const auto index = sums_.put(known);
            const auto views = 1 + static_cast<std::int64_t>(random() % 3);
            const auto at = hour - std::chrono::hours{random() % 10 == 0 ? random() % 800 : 0};
            sums_.add(index, at, views);
            hours[at] += views;
            rows[at][story] += views;
        }
        if (round % 3 == 0) {
            const auto next = hour + std::chrono::hours{1 + random() % 30};
            for (const auto window : kWindows) {
                const auto leaving = sums_.leaving(window, next);
                for (auto at = leaving.first; at <= leaving.last; ++at) {
                    for (const auto& [story, views] : rows[at]) {
                        sums_.subtract(*sums_.find({story}), window, views);
                    }
                }
            }
            sums_.move_to(next);
            hour = next;
        }
        if (auto next = updated(); next != nullptr) {
            ranking = next;
        }
        for (const auto window : kWindows) {
            for (const Scope& scope : {Scope{}, Scope{.section = {2}, .language = ""}, Scope{.section = {}, .language = "fa"}}) {
                std::vector<SortKey> expected;
                for (const auto& [id, of_story] : truth) {
                    SortKey key{.views = 0, .published_at = base::from_milliseconds(id), .id = id};
                    for (const auto& [at, views] : of_story.hours) {
                        const auto span = hours_of(window);
                        key.views += !span || at > hour - *span ? views : 0;
                    }
                    if (key.views > 0 && of_story.facts.published && (!scope.section || scope.section == of_story.facts.section) &&
                        (scope.language.empty() || scope.language == of_story.facts.language)) {
                        expected.push_back(key);
                    }
                }
                std::ranges::sort(expected, std::greater<>());
                expected.resize(std::min(expected.size(), kRankingDepth));
                const auto got = ranking->top(window, scope);
                ASSERT_EQ(got.size(), expected.size()) << round;
                for (std::size_t place = 0; place < expected.size(); ++place) {
                    ASSERT_EQ(got[place].story.value, expected[place].id) << round << " place " << place;
                    ASSERT_EQ(got[place].views, expected[place].views);
                }
            }
        }
    }
}

TEST_F(RankingListsTest, LetsNobodyInBeforeThoseWhoFoundNoPlace) {
    constexpr std::int64_t kLow = 200;
    constexpr std::int64_t kHigh = 2500;  // more than a list keeps, and all of them at once
    for (std::int64_t story = 1; story <= kLow; ++story) {
        sums_.add(sums_.put(facts(story)), kHour, 1);
    }
    updated();
    for (std::int64_t story = kLow + 1; story <= kLow + kHigh; ++story) {
        sums_.add(sums_.put(facts(story)), kHour, 5);
    }
    updated();
    // The newest lead. They are withdrawn by and by, while low ones gain.
    std::int64_t last = kLow + kHigh;
    std::shared_ptr<const Ranking> ranking;
    for (int round = 0; round < 12; ++round) {
        for (int withdrawn = 0; withdrawn < 100; ++withdrawn, --last) {
            sums_.put(facts(last, 0, "en", false));
        }
        for (std::int64_t story = 1; story <= kLow && round < 3; ++story) {
            sums_.add(sums_.put(facts(story)), kHour, 1);
        }
        ranking = updated();
    }
    EXPECT_EQ(ranking->top(Window::day, {}).size(), kRankingDepth);
    EXPECT_EQ(ranking->top(Window::day, {}).front().story.value, last);
    EXPECT_EQ(ranking->top(Window::day, {}).back().story.value, last + 1 - static_cast<std::int64_t>(kRankingDepth));
}

TEST_F(RankingListsTest, RebuildsToTheSameLists) {
    std::mt19937 random(1);
    for (std::int64_t story = 1; story <= 5000; ++story) {
        sums_.add(sums_.put(facts(story, story % 3)), kHour, 1 + static_cast<std::int64_t>(random() % 50));
    }
    const auto kept = updated();
    RankingLists anew;
    anew.rebuild(sums_);
    const auto rebuilt = anew.snapshot(sums_);
    for (const auto window : kWindows) {
        EXPECT_TRUE(std::ranges::equal(kept->top(window, {}), rebuilt->top(window, {})));
        EXPECT_TRUE(std::ranges::equal(kept->top(window, {.section = {2}, .language = ""}),
                                       rebuilt->top(window, {.section = {2}, .language = ""})));
    }
    EXPECT_EQ(rebuilt->top(Window::day, {}).size(), kRankingDepth);
}

}  // namespace
}  // namespace stoppress::readership
