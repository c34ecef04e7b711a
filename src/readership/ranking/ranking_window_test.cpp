// SPDX-License-Identifier: GPL-3.0-or-later
// Tests that a node's rankings lose no views of other nodes when the database becomes unreachable in between.
#include "readership/ranking/ranking_window.hpp"
#include "store/views/records.hpp"

#include <gtest/gtest.h>

#include <map>
#include <utility>

namespace stoppress::readership {
namespace {

constexpr base::StoryId kFresh{7};

store::RankingFacts facts_of(base::StoryId story) {
    return {.story = story,
            .section = {1},
            .language = "en",
            .published = true,
            .kind = story::Kind::article,
            .published_at = base::from_milliseconds(story.value)};
}

/// A server's database: what others log is listed once, and reading can fail at any step.
class OthersStore final : public ViewStore {
public:
    base::Result<base::ChangeNumber> load(base::Hour /*first*/, const EachTotal& total, const EachHour& hour) override {
        TRY_VOID(reach());
        for (const auto& count : stored_) {
            total(count, facts_of(count.story));
            hour(count);
        }
        unlisted_.clear();
        return base::ChangeNumber{1};
    }
    base::Result<void> hours(base::Hour /*first*/, base::Hour /*last*/, const EachHour& /*hour*/) override { return {}; }
    base::Result<base::ChangeNumber> changes(base::ChangeNumber number, const EachStory& story) override {
        for (const auto changed : changed_) {
            story(changed);
        }
        return number + static_cast<base::ChangeNumber>(std::exchange(changed_, {}).size());
    }
    void commit(std::shared_ptr<ViewBatch> /*batch*/) override {}
    [[nodiscard]] bool shared() const override { return true; }
    base::Result<void> others(const EachHour& each) override {
        TRY_VOID(reach());
        for (const auto& count : unlisted_) {
            each(count);
        }
        unlisted_.clear();
        return {};
    }
    base::Result<std::vector<store::RankingFacts>> facts(std::span<const base::StoryId> stories) override {
        TRY_VOID(reach());
        std::vector<store::RankingFacts> found;
        for (const auto story : stories) {
            found.push_back(facts_of(story));
        }
        return found;
    }

    void log(base::StoryId story, base::Hour hour, std::int64_t views) {
        stored_.push_back({.story = story, .hour = hour, .views = views, .robots = 0});
        unlisted_.push_back(stored_.back());
    }
    void change(base::StoryId story) { changed_.push_back(story); }
    /// From now on `steps` reads succeed, and then all fail until the next call.
    void fail_after(int steps) { steps_left_ = steps; }

private:
    base::Result<void> reach() {
        if (steps_left_ == 0) {
            return base::fail(base::ErrorCode::unavailable, "the database is away");
        }
        --steps_left_;
        return {};
    }

    std::vector<store::ViewCount> stored_;
    std::vector<store::ViewCount> unlisted_;
    std::vector<base::StoryId> changed_;
    int steps_left_ = -1;
};

TEST(RankingWindow, LosesNothingOfOtherNodesWhereverReadingFails) {
    const auto now = base::from_milliseconds(10'000LL * 3'600'000);
    const auto ignore = [](std::span<const store::ViewCount>) {};
    for (int steps = 0; steps < 4; ++steps) {
        OthersStore store;
        std::shared_ptr<const Ranking> ranking;
        RankingWindow ranking_window(store, base::ZoneHours(),
                                     [&](std::shared_ptr<const Ranking> published) { ranking = std::move(published); });
        ASSERT_TRUE(ranking_window.load(now).has_value());
        store.log(kFresh, base::ZoneHours().hour_of(now), 3);
        store.fail_after(steps);
        static_cast<void>(ranking_window.follow_others(now, ignore));
        store.fail_after(-1);
        ASSERT_TRUE(ranking_window.follow_others(now, ignore).has_value());
        ranking_window.publish(std::chrono::steady_clock::now());
        const auto top = ranking->top(story::Window::all, {});
        ASSERT_EQ(top.size(), 1U) << "reading failed after " << steps << " steps";
        EXPECT_EQ(top.front().story, kFresh);
        EXPECT_EQ(top.front().views, 3) << "reading failed after " << steps << " steps";
    }
}

/// When the next ranking is published if the last one was begun so long ago, and something was counted since.
std::chrono::steady_clock::duration next_after(std::chrono::steady_clock::duration cost) {
    const base::Time now = base::from_milliseconds(std::chrono::milliseconds(std::chrono::hours(10'000)).count());
    OthersStore store;
    RankingWindow ranking_window(store, base::ZoneHours(), [](const std::shared_ptr<const Ranking>& /*published*/) {});
    EXPECT_TRUE(ranking_window.load(now).has_value());
    const auto ignore = [](std::span<const store::ViewCount> /*counts*/) {};
    const auto begun = std::chrono::steady_clock::now() - cost;
    ranking_window.publish(begun);
    store.log(kFresh, base::ZoneHours().hour_of(now), 3);
    EXPECT_TRUE(ranking_window.follow_others(now, ignore).has_value());
    const auto next = ranking_window.next_publication();
    EXPECT_TRUE(next.has_value());
    return next.value_or(begun) - begun;
}

TEST(RankingWindow, IsPublishedASecondAfterTheLastAtTheLatestHoweverCostlyThatWas) {
    EXPECT_EQ(next_after(std::chrono::hours(1)), std::chrono::seconds(1));
    EXPECT_GE(next_after({}), std::chrono::milliseconds(200));
    EXPECT_LE(next_after({}), std::chrono::seconds(1));
}

TEST(RankingWindow, IsPublishedAtOnceAfterAPauseAndNotWhereNothingWasCounted) {
    const base::Time now = base::from_milliseconds(std::chrono::milliseconds(std::chrono::hours(10'000)).count());
    OthersStore store;
    RankingWindow ranking_window(store, base::ZoneHours(), [](const std::shared_ptr<const Ranking>& /*published*/) {});
    ASSERT_TRUE(ranking_window.load(now).has_value());
    ranking_window.publish(std::chrono::steady_clock::now() - std::chrono::hours(1));
    EXPECT_FALSE(ranking_window.next_publication().has_value());
    store.log(kFresh, base::ZoneHours().hour_of(now), 3);
    ASSERT_TRUE(ranking_window.follow_others(now, [](std::span<const store::ViewCount> /*counts*/) {}).has_value());
    ASSERT_TRUE(ranking_window.next_publication().has_value());
    EXPECT_LE(*ranking_window.next_publication(), std::chrono::steady_clock::now());
}

/// Applies a batch with a view of the story, whose transaction saw the stories that it asked about published.
void apply(RankingWindow& window, std::vector<base::StoryId> asked, base::StoryId story, base::Hour hour) {
    ViewBatch batch(nullptr);
    for (const auto each : asked) {
        batch.answers.push_back({.story = each, .facts = facts_of(each)});
    }
    batch.looked_up = std::move(asked);
    batch.counts.push_back({.story = story, .hour = hour, .views = 1, .robots = 0});
    window.apply(batch);
}

TEST(RankingWindow, DoesNotTrustAnAnswerFromBeforeAChange) {
    const auto now = base::from_milliseconds(10'000LL * 3'600'000);
    const auto hour = base::ZoneHours().hour_of(now);
    OthersStore store;
    RankingWindow window(store, base::ZoneHours(), [](const std::shared_ptr<const Ranking>& /*published*/) {});
    ASSERT_TRUE(window.load(now).has_value());
    for (int view = 0; view < 2; ++view) {  // the first one of the story, and one of a story that is known
        auto asked = window.take_stale(10);
        if (view == 0) {
            asked.push_back(kFresh);
        }
        // The batch is committed, the story is withdrawn, and only then the batch's answers arrive.
        store.change(kFresh);
        ASSERT_TRUE(window.follow_changes().has_value());
        apply(window, asked, kFresh, hour);
        EXPECT_FALSE(window.visible(kFresh)) << "view " << view;
        EXPECT_TRUE(window.has_stale()) << "view " << view;
    }
    // What is answered after the change holds.
    const auto asked = window.take_stale(10);
    EXPECT_EQ(asked, std::vector{kFresh});
    apply(window, asked, kFresh, hour);
    EXPECT_TRUE(window.visible(kFresh));
}

}  // namespace
}  // namespace stoppress::readership
