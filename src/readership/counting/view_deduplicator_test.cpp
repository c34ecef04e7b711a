// SPDX-License-Identifier: GPL-3.0-or-later
// Tests that referrers are counted with the views that count: not those of robots and repeats, limited within an hour,
// and kept with a failed batch.
#include "readership/counting/view_deduplicator.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

#include "readership/limits.hpp"
#include "store/views/records.hpp"

namespace stoppress::readership {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Pair;

class ViewDeduplicatorTest : public testing::Test {
protected:
    View view(std::string_view host, std::int64_t story = 1, std::uint64_t reader = 1) {
        View made{.story = {story}, .user_agent = reader};
        made.referrer = host.empty() ? kNoReferrer : referrers_.id(host);
        return made;
    }
    static std::map<std::string, std::int64_t> hosts(const std::vector<store::ReferrerCount>& counts) {
        std::map<std::string, std::int64_t> sums;
        for (const auto& count : counts) {
            sums[count.host] += count.views;
        }
        return sums;
    }
    /// As the store is given it: the story 2 is one that nobody can see, 3 is none.
    ViewBatch& batch() {
        batch_.tallies = deduplicator_.take();
        batch_.referrer_tallies = deduplicator_.take_referrers();
        const auto visible = [](auto& tally) { tally.visible = tally.story.value == 1; };
        std::ranges::for_each(batch_.tallies, visible);
        std::ranges::for_each(batch_.referrer_tallies, visible);
        store::RankingFacts hidden;
        hidden.story = {2};
        batch_.answers = {Answer{.story = {2}, .facts = hidden}, Answer{.story = {3}}};
        batch_.count();
        return batch_;
    }
    static std::int64_t views(const ViewBatch& batch) {
        std::int64_t sum = 0;
        for (const auto& count : batch.counts) {
            sum += count.views;
        }
        return sum;
    }

    Referrers referrers_{"https://news.example"};
    ViewDeduplicator deduplicator_{std::chrono::minutes{30}, referrers_};
    base::Time now_ = base::from_milliseconds(3'600'000);
    ViewBatch batch_{base::must(Wakeup::create())};
    void SetUp() override { deduplicator_.set_time(now_, base::to_hour(1)); }
};

TEST_F(ViewDeduplicatorTest, TakesTheReferrersOfWhatCountsOnly) {
    deduplicator_.page(view("a.example"));
    deduplicator_.page(view("b.example"));  // a repeat
    deduplicator_.page(view("a.example", 1, 2));
    deduplicator_.page(view("news.example", 1, 3));
    deduplicator_.page(view("", 1, 4));
    auto robot = view("c.example", 1, 5);
    robot.robot = true;
    deduplicator_.page(robot);
    deduplicator_.beacon({.view = view("a.example", 1, 6)});
    EXPECT_THAT(hosts(batch().referrers), ElementsAre(Pair(".", 1), Pair("a.example", 3)));
    EXPECT_EQ(views(batch_), 5);
    EXPECT_THAT(batch().referrers, IsEmpty());
}

TEST_F(ViewDeduplicatorTest, LeavesOutWhereTheReadersOfStoriesCameFromThatNobodyCanSee) {
    deduplicator_.page(view("a.example", 2));
    deduplicator_.beacon({.view = view("b.example", 2, 2)});
    deduplicator_.page(view("c.example", 3));
    deduplicator_.beacon({.view = view("d.example", 3, 2)});
    EXPECT_THAT(hosts(batch().referrers), ElementsAre(Pair("a.example", 1)));
    EXPECT_EQ(views(batch_), 1);
}

TEST_F(ViewDeduplicatorTest, TellsNoMoreHostsApartInAnHourThanTheLimitAndLosesNoView) {
    for (std::uint64_t i = 0; i < kReferrers; ++i) {
        deduplicator_.page(view("h" + std::to_string(i) + ".example", 1, i));
    }
    deduplicator_.note_stored(batch().referrers);
    for (std::uint64_t i = 0; i < kReferrers; ++i) {
        deduplicator_.page(view("more" + std::to_string(i) + ".example", 1, kReferrers + i));
    }
    deduplicator_.page(view("h0.example", 1, 3 * kReferrers));
    deduplicator_.page(view("news.example", 1, 3 * kReferrers + 1));
    EXPECT_THAT(hosts(batch().referrers),
                ElementsAre(Pair("*", static_cast<std::int64_t>(kReferrers)), Pair(".", 1), Pair("h0.example", 1)));
    deduplicator_.set_time(now_ + std::chrono::hours{1}, base::to_hour(2));
    deduplicator_.page(view("late.example", 1, 3 * kReferrers + 2));
    EXPECT_THAT(hosts(batch().referrers), ElementsAre(Pair("late.example", 1)));
}

TEST_F(ViewDeduplicatorTest, IsNotFilledUpByWhatDoesNotCount) {
    for (std::uint64_t i = 0; i < 2 * kReferrers; ++i) {
        deduplicator_.page(view("h" + std::to_string(i) + ".example"));                         // all but the first are repeats
        deduplicator_.beacon({.view = view("b" + std::to_string(i) + ".example", 3, 10 + i)});  // there is no such story
    }
    deduplicator_.note_stored(batch().referrers);
    deduplicator_.page(view("real.example", 1, 2));
    EXPECT_THAT(hosts(batch().referrers), ElementsAre(Pair("real.example", 1)));
}

TEST_F(ViewDeduplicatorTest, KeepsTheReferrersOfPagesWhoseBatchFailedUnderTheirHour) {
    deduplicator_.page(view("a.example"));
    deduplicator_.beacon({.view = view("b.example", 1, 2)});
    const auto& failed = batch();
    deduplicator_.restore(failed.tallies, failed.referrer_tallies);
    deduplicator_.set_time(now_ + std::chrono::hours{1}, base::to_hour(2));
    deduplicator_.page(view("a.example", 1, 3));
    std::vector<std::string> got;
    for (const auto& count : batch().referrers) {
        got.push_back(std::to_string(base::to_number(count.hour)) + " " + count.host + " " + std::to_string(count.views));
    }
    EXPECT_THAT(got, testing::UnorderedElementsAre("1 a.example 1", "2 a.example 1"));
    EXPECT_EQ(views(batch_), 2);
}

}  // namespace
}  // namespace stoppress::readership
