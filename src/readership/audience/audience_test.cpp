// SPDX-License-Identifier: GPL-3.0-or-later
// Tests that minutes add up to what was stored, start again when the clock was set, and that readers of unknown stories
// do not count.
#include "readership/audience/audience.hpp"
#include "store/views/records.hpp"

#include <gtest/gtest.h>

namespace stoppress::readership {
namespace {

using namespace std::chrono_literals;
using store::ViewSum;

constexpr base::Time kNoon{std::chrono::milliseconds(10'000'008h)};

class AudienceTest : public ::testing::Test {
protected:
    void view(std::vector<store::ViewCount> counts, base::Time now) { audience_.take(counts, now); }
    static std::unique_ptr<ViewBatch> batch_of(std::uint64_t reader, base::StoryId story) {
        auto batch = std::make_unique<ViewBatch>(base::must(Wakeup::create()));
        batch->seen.push_back(
            {.story = story, .reader = reader, .reader_of_story = reader * 1000 + static_cast<std::uint64_t>(story.value)});
        return batch;
    }
    static bool known(base::StoryId story) { return story.value < 10; }

    Audience audience_{kNoon};
};

TEST_F(AudienceTest, AddsViewsUpByTheMinuteForTheSiteAndEachStory) {
    view({{{1}, {}, 3, 1}, {{2}, {}, 1, 0}}, kNoon + 5s);
    view({{{1}, {}, 2, 0}}, kNoon + 59s);
    view({{{1}, {}, 1, 0}}, kNoon + 3min);
    const auto now = audience_.now(kNoon + 4min, 10);
    ASSERT_EQ(now.minutes.size(), 5U);
    EXPECT_EQ(now.minutes[0], (MinuteSum{kNoon, {6, 1}}));
    EXPECT_EQ(now.minutes[1], (MinuteSum{kNoon + 1min, {0, 0}}));
    EXPECT_EQ(now.minutes[3], (MinuteSum{kNoon + 3min, {1, 0}}));
    const auto story = audience_.now(kNoon + 4min, base::StoryId{1});
    EXPECT_EQ(story.minutes[0].sum, (ViewSum{5, 1}));
    EXPECT_EQ(story.since, kNoon);
    EXPECT_TRUE(story.whole);
}

TEST_F(AudienceTest, KeepsAnHour) {
    view({{{1}, {}, 3, 0}}, kNoon);
    EXPECT_EQ(audience_.now(kNoon + 59min, 10).minutes.front().sum, (ViewSum{3, 0}));
    const auto later = audience_.now(kNoon + 60min, 10);
    EXPECT_EQ(later.minutes.size(), 60U);
    EXPECT_EQ(later.minutes.front(), (MinuteSum{kNoon + 1min, {0, 0}}));
    const auto next_day = audience_.now(kNoon + 24h, 10);
    EXPECT_EQ(next_day.minutes.size(), 60U);
    EXPECT_EQ(next_day.minutes.back().at, kNoon + 24h);
}

TEST_F(AudienceTest, BeginsAnewWhereTheClockIsSetBackAndNotForAStep) {
    view({{{1}, {}, 3, 0}}, kNoon + 10min);
    EXPECT_EQ(audience_.now(kNoon + 8min, 10).minutes.back().sum, (ViewSum{3, 0}));
    const auto back = audience_.now(kNoon - 24h, 10);
    EXPECT_EQ(back.since, kNoon - 24h);
    ASSERT_EQ(back.minutes.size(), 1U);
    EXPECT_EQ(back.minutes[0].sum, ViewSum{});
}

TEST_F(AudienceTest, SaysWhereMoreStoriesWereViewedThanAreKeptApart) {
    std::vector<store::ViewCount> counts;
    counts.reserve(kStoriesOfMinute + 5);
    for (std::int64_t story = 1; story <= static_cast<std::int64_t>(kStoriesOfMinute) + 5; ++story) {
        counts.push_back({{story}, {}, 1, 0});
    }
    view(counts, kNoon);
    EXPECT_EQ(audience_.now(kNoon, 1).minutes[0].sum.views, static_cast<std::int64_t>(counts.size()));
    EXPECT_FALSE(audience_.now(kNoon, base::StoryId{1}).whole);
}

TEST_F(AudienceTest, CountsReadersOfWhatCanBeSeen) {
    auto seen = batch_of(1, {3});
    seen->finish({});
    audience_.take(*seen, kNoon, known);
    audience_.take(*seen, kNoon + 1min, known);
    auto other = batch_of(2, {3});
    other->finish(base::fail(base::ErrorCode::unavailable, "the disk is full"));
    audience_.take(*other, kNoon + 1min, known);
    auto unknown = batch_of(3, {99});
    unknown->answers.push_back({.story = {99}, .facts = std::nullopt});
    unknown->finish({});
    audience_.take(*unknown, kNoon + 1min, known);
    auto unasked = batch_of(4, {98});
    unasked->finish(base::fail(base::ErrorCode::unavailable, "the disk is full"));
    audience_.take(*unasked, kNoon + 1min, known);
    const auto now = audience_.now(kNoon + 1min, 10);
    EXPECT_EQ(now.readers, 2);
    EXPECT_EQ(now.stories, (std::vector<StoryRead>{{{3}, 2, 0}}));
    EXPECT_EQ(audience_.now(kNoon + 5min, base::StoryId{3}).readers, 2);
    EXPECT_EQ(audience_.now(kNoon + 7min, base::StoryId{3}).readers, 0);
}

}  // namespace
}  // namespace stoppress::readership
