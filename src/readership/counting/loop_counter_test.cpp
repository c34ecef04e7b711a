// SPDX-License-Identifier: GPL-3.0-or-later
// Tests what a loop passes on for each kind of visitor, and what happens when nobody takes it.
#include "readership/counting/loop_counter.hpp"

#include <gtest/gtest.h>

#include <map>

#include "readership/limits.hpp"
#include "store/views/records.hpp"

namespace stoppress::readership {
namespace {

constexpr std::string_view kUserAgent = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0";
constexpr std::string_view kGooglebot = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)";

class LoopCounterTest : public testing::Test {
protected:
    std::vector<View> taken() {
        std::vector<View> views;
        counter_.views().pop_all([&](View view) { views.push_back(view); });
        return views;
    }
    std::unique_ptr<const Robots> robots_ = base::must(Robots::create());
    UserAgentHash hash_;
    Referrers referrers_{"https://www.news.example:8080"};
    LoopCounter counter_{*robots_, hash_, referrers_, base::must(Wakeup::create())};
};

TEST_F(LoopCounterTest, TellsRobotsFromPeopleTheFirstTimeAndFromMemory) {
    for (int time = 0; time < 2; ++time) {
        counter_.count({1}, {"192.0.2.1", kUserAgent});
        counter_.count({2}, {"192.0.2.1", kGooglebot});
        counter_.count({3}, {"192.0.2.1", ""});
        const auto views = taken();
        ASSERT_EQ(views.size(), 3U);
        EXPECT_FALSE(views[0].robot);
        EXPECT_TRUE(views[1].robot);
        EXPECT_TRUE(views[2].robot);
        EXPECT_EQ(views[0].story, base::StoryId{1});
        EXPECT_NE(views[0].user_agent, views[1].user_agent);
    }
}

TEST_F(LoopCounterTest, RemembersMoreUserAgentsThanItHasRoomForWithoutMixingThemUp) {
    for (std::size_t i = 0; i < 3 * kKnownUserAgents; ++i) {
        const bool robot = i % 2 == 0;
        counter_.count({1}, {"192.0.2.1", (robot ? "Googlebot/2." : "Mozilla/5.0 (X11) Firefox/") + std::to_string(i)});
        const auto views = taken();
        ASSERT_EQ(views.size(), 1U);
        ASSERT_EQ(views[0].robot, robot);
    }
}

TEST_F(LoopCounterTest, SaysWhichHostAReaderCameFromAndNothingOfRobots) {
    const auto name_of = [&](std::string_view referrer, std::string_view agent = kUserAgent) {
        counter_.count({1}, {"192.0.2.1", agent, referrer});
        const auto views = taken();
        return views.at(0).referrer == kNoReferrer ? "none" : referrers_.name(views.at(0).referrer);
    };
    for (int time = 0; time < 2; ++time) {
        EXPECT_EQ(name_of("https://search.example/?q=secret"), "search.example");
        EXPECT_EQ(name_of("https://WWW.Search.Example:8443/"), "search.example");
        EXPECT_EQ(name_of("https://news.example/2026/01/one"), store::kWithinSite);
        EXPECT_EQ(name_of(""), "none");
        EXPECT_EQ(name_of("nonsense nonsense"), "none");
        EXPECT_EQ(name_of("https://search.example/", kGooglebot), "none");
    }
}

TEST_F(LoopCounterTest, TellsMadeUpHostsApartWhileTheyAreOnTheirWayAndForgetsThemLater) {
    std::vector<View> first;
    for (std::size_t i = 0; i < 5 * kReferrersOnTheirWay; ++i) {
        const auto host = "h" + std::to_string(i) + ".example";
        counter_.count({1}, {"192.0.2.1", kUserAgent, "https://" + host + "/"});
        const auto views = taken();
        ASSERT_EQ(referrers_.name(views.at(0).referrer), host);
        if (i == 0) {
            first = views;
        } else if (i == kReferrersOnTheirWay) {
            EXPECT_EQ(referrers_.name(first.at(0).referrer), "h0.example");
        }
    }
    EXPECT_EQ(referrers_.name(first.at(0).referrer), store::kOtherSites);
    counter_.count({1}, {"192.0.2.1", kUserAgent, "https://h0.example/"});
    EXPECT_EQ(referrers_.name(taken().at(0).referrer), "h0.example");
}

TEST_F(LoopCounterTest, AddsUpWhatTheRingHasNoRoomFor) {
    for (std::size_t i = 0; i < kViewRing + 5; ++i) {
        counter_.count({i < kViewRing + 3 ? 1 : 2}, {"192.0.2.1", kUserAgent});
    }
    EXPECT_EQ(counter_.lost(), 0U);
    EXPECT_FALSE(counter_.empty());
    EXPECT_EQ(taken().size(), kViewRing);
    EXPECT_FALSE(counter_.empty());
    std::map<std::int64_t, std::uint32_t> times;
    counter_.overflow().take_all([&](const View& view) { times[view.story.value] += view.times; });
    EXPECT_EQ(times, (std::map<std::int64_t, std::uint32_t>{{1, 3}, {2, 2}}));
    EXPECT_TRUE(counter_.empty());
}

TEST_F(LoopCounterTest, LosesAViewOnlyWhereTooManyDifferentOnesWait) {
    for (std::size_t i = 0; i < kViewRing; ++i) {
        counter_.count({1}, {"192.0.2.1", kUserAgent});
    }
    for (std::size_t i = 0; i < kOverflow + 3; ++i) {
        counter_.count({static_cast<std::int64_t>(i)}, {"192.0.2.1", kUserAgent});
    }
    EXPECT_EQ(counter_.lost(), 3U);
    counter_.count({7}, {"192.0.2.1", kUserAgent});
    EXPECT_EQ(counter_.lost(), 3U) << "of a reader and story that wait already there may be any number";
}

TEST_F(LoopCounterTest, RefusesABeaconThatCannotWaitAndGivesItsAnswerBack) {
    bool answered = false;
    for (std::size_t i = 0; i < kBeaconRing; ++i) {
        std::move_only_function<void(base::Result<void>)> durable = [](const base::Result<void>&) {};
        ASSERT_TRUE(counter_.count_durably({1}, {"192.0.2.1", kUserAgent}, durable));
    }
    std::move_only_function<void(base::Result<void>)> durable = [&](const base::Result<void>&) { answered = true; };
    EXPECT_FALSE(counter_.count_durably({1}, {"192.0.2.1", kUserAgent}, durable));
    ASSERT_TRUE(durable);
    durable({});
    EXPECT_TRUE(answered);
}

}  // namespace
}  // namespace stoppress::readership
