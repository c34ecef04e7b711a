// SPDX-License-Identifier: GPL-3.0-or-later
// Tests that referrers add up to the views, whether added at once or logged first, that no more hosts are stored than
// the limits say, and that malformed logs are refused.
#include <gmock/gmock.h>

#include <array>
#include <string>
#include <vector>

#include "base/time/zone_hours.hpp"
#include "store/limits.hpp"
#include "store/site_fixture.hpp"
#include "store/upkeep/maintenance.hpp"
#include "store/views/numbers_reader.hpp"
#include "store/views/view_log.hpp"
#include "store/views/view_writer.hpp"

namespace stoppress::store {
namespace {

using namespace std::chrono_literals;

using ::testing::ElementsAre;

class WhereReadersCameFrom : public SiteTest {
protected:
    enum class Way { added, logged };

    void view(std::vector<ViewCount> counts, std::vector<ReferrerCount> referrers, Way way = Way::added) {
        value(write([&](WriteTransaction& t) -> base::Result<int> {
            if (way == Way::logged) {
                TRY_VOID(ViewWriter(t).log_views(counts, referrers));
                return 0;
            }
            TRY_VOID(ViewWriter(t).add_views(counts, referrers));
            TRY_VOID(ViewWriter(t).fold_views());  // a server's nodes log them first
            return 0;
        }));
    }
    ReferrerSums site(base::Hour first, base::Hour last) {
        return value(read([&](ReadSnapshot& s) { return NumbersReader(s).numbers(first, last); })).referrers;
    }
    ReferrerSums of_story(base::StoryId id, base::Hour first, base::Hour last) {
        return value(read([&](ReadSnapshot& s) { return NumbersReader(s).story_numbers(id, first, last); })).referrers;
    }
    static std::vector<std::string> said(const ReferrerSums& sums) {
        std::vector<std::string> text{"direct " + std::to_string(sums.direct), "within " + std::to_string(sums.within)};
        for (const auto& each : sums.listed) {
            text.push_back(each.host + " " + std::to_string(each.views));
        }
        text.push_back(std::to_string(sums.others) + " others " + std::to_string(sums.others_views));
        return text;
    }
    static std::int64_t sum(const ReferrerSums& sums) {
        auto views = sums.direct + sums.within + sums.others_views;
        for (const auto& each : sums.listed) {
            views += each.views;
        }
        return views;
    }
    void expect_sound() {
        close();
        const auto report = value(check(settings_, [](std::uint64_t, std::uint64_t) {}, {}));
        for (const auto& finding : report.findings) {
            ADD_FAILURE() << finding.where << " " << finding.what;
        }
    }
};

TEST_F(WhereReadersCameFrom, AddsUpToWhatWasViewed) {
    const auto one = published(content("One"));
    const auto two = published(content("Two"));
    const auto now = base::ZoneHours().hour_of(clock_.now());
    const std::vector<ViewCount> counts{{one, now, 10, 1}, {two, now, 4, 0}, {one, now + 1h, 3, 0}};
    const std::vector<ReferrerCount> referrers{
        {one, now, "a.example", 5}, {one, now, ".", 2}, {two, now, "a.example", 1}, {two, now, "null", 1}, {one, now + 1h, "*", 1}};
    for (int times = 1; times <= 4; ++times) {
        const auto n = [times](std::int64_t views) { return std::to_string(times * views); };
        view(counts, referrers, times % 2 == 0 ? Way::logged : Way::added);
        EXPECT_THAT(said(site(now, now + 1h)),
                    ElementsAre("direct " + n(7), "within " + n(2), "a.example " + n(6), "null " + n(1), "0 others " + n(1)));
        EXPECT_THAT(said(site(now + 1h, now + 1h)), ElementsAre("direct " + n(2), "within 0", "0 others " + n(1)));
        EXPECT_THAT(said(of_story(one, now, now)), ElementsAre("direct " + n(3), "within " + n(2), "a.example " + n(5), "0 others 0"));
        EXPECT_THAT(said(of_story(two, now, now + 1h)),
                    ElementsAre("direct " + n(2), "within 0", "a.example " + n(1), "null " + n(1), "0 others 0"));
    }
    EXPECT_EQ(site(now, now).since, now);
    expect_sound();
}

TEST_F(WhereReadersCameFrom, SaysNothingOfViewsFromBeforeItWasKept) {
    const auto one = published(content("One"));
    const auto now = base::ZoneHours().hour_of(clock_.now());
    view({{one, now - 1h, 100, 0}, {one, now, 3, 0}}, {{one, now, "a.example", 1}});
    EXPECT_THAT(said(site(now - 24h, now)), ElementsAre("direct 2", "within 0", "a.example 1", "0 others 0"));
    EXPECT_THAT(said(of_story(one, now - 24h, now)), ElementsAre("direct 2", "within 0", "a.example 1", "0 others 0"));
    EXPECT_THAT(said(site(now - 24h, now - 1h)), ElementsAre("direct 0", "within 0", "0 others 0"));
    close();
    clock_.advance(std::chrono::hours{5});
    EXPECT_EQ(site(now, now).since, now);
}

TEST_F(WhereReadersCameFrom, KnowsEarlierHoursWhoseViewsAreMadeUp) {
    const auto one = published(content("One"));
    const auto now = base::ZoneHours().hour_of(clock_.now());
    value(write([&](WriteTransaction& t) -> base::Result<int> {
        TRY_VOID(ViewWriter(t).know_referrers_from(now - 5h));
        TRY_VOID(ViewWriter(t).know_referrers_from(now - 2h));
        return 0;
    }));
    view({{one, now - 5h, 10, 0}}, {{one, now - 5h, "a.example", 4}});
    EXPECT_THAT(said(site(now - 24h, now)), ElementsAre("direct 6", "within 0", "a.example 4", "0 others 0"));
    EXPECT_EQ(site(now - 24h, now).since, now - 5h);
    expect_sound();
}

TEST_F(WhereReadersCameFrom, KeepsNoMoreHostsThanTheLimitsSayAndLosesNoView) {
    const auto one = published(content("One"));
    const auto two = published(content("Two"));
    const auto now = base::ZoneHours().hour_of(clock_.now());
    constexpr auto kMany = kReferrersPerHour + 500;
    std::vector<ReferrerCount> made_up;
    for (std::int64_t i = 0; i < kMany; ++i) {
        made_up.push_back({one, now, "h" + std::to_string(i) + ".example", 2});
    }
    view({{one, now, 2 * kMany + 7, 0}}, made_up, Way::logged);
    view({}, {});
    const auto site_sums = site(now, now);
    EXPECT_EQ(std::ssize(site_sums.listed), kReferrersPerHour);
    EXPECT_EQ(site_sums.others_views, 2 * 500);
    EXPECT_EQ(sum(site_sums), 2 * kMany + 7);
    const auto story_sums = of_story(one, now, now);
    EXPECT_EQ(std::ssize(story_sums.listed), kReferrersOfStoryPerHour);
    EXPECT_EQ(story_sums.direct, 7);
    EXPECT_EQ(sum(story_sums), 2 * kMany + 7);
    // Full is full for what is new; what is there goes on, and the site's own pages always are.
    const auto known = site_sums.listed.front().host;
    view({{two, now, 9, 0}}, {{two, now, "late.example", 1}, {two, now, known, 3}, {two, now, ".", 4}});
    EXPECT_THAT(said(of_story(two, now, now)), ElementsAre("direct 1", "within 4", known + " 3", "0 others 1"));
    view({{one, now, 1, 0}}, {{one, now, story_sums.listed.front().host, 1}});
    EXPECT_EQ(of_story(one, now, now).listed.front().views, 3);
    // Another hour begins anew.
    view({{two, now + 1h, 1, 0}}, {{two, now + 1h, "late.example", 1}});
    EXPECT_THAT(said(site(now + 1h, now + 1h)), ElementsAre("direct 0", "within 0", "late.example 1", "0 others 0"));
    expect_sound();
}

TEST_F(WhereReadersCameFrom, ReadsTheHostsWithTheMostViewsAndSumsUpTheRest) {
    const auto one = published(content("One"));
    const auto now = base::ZoneHours().hour_of(clock_.now());
    for (auto hour = now; hour < now + 2h; ++hour) {
        std::vector<ReferrerCount> hosts;
        for (std::int64_t i = 0; i < kReferrersPerHour; ++i) {
            hosts.push_back({one, hour, "h" + std::to_string((hour - now).count()) + "-" + std::to_string(i) + ".example", 1});
        }
        hosts.back().views = 5;
        view({{one, hour, kReferrersPerHour + 10, 0}}, hosts);
    }
    view({{one, now + 1h, 2, 0}}, {{one, now + 1h, "logged.example", 1}}, Way::logged);
    const auto sums = site(now, now + 1h);
    EXPECT_EQ(std::ssize(sums.listed), kReferrersRead);
    EXPECT_EQ(sums.listed.front().views, 5);
    EXPECT_EQ(sums.others, kReferrersPerHour + 1);
    EXPECT_EQ(sum(sums), 2 * (kReferrersPerHour + 10) + 2);
}

TEST(ReferrerLog, IsReadAsItWasWritten) {
    const std::vector<ReferrerCount> referrers{
        {{1}, base::to_hour(500), "a-b.example", 3}, {{2}, base::to_hour(500), ".", 1}, {{1}, base::to_hour(400), "*", 12345678901}};
    const auto text = write_referrer_log(referrers);
    EXPECT_EQ(text, "@500 1:3:a-b.example 2:1:. @400 1:12345678901:*");
    std::vector<ReferrerCount> got;
    ASSERT_TRUE(read_referrer_log(text, [&](const ReferrerCount& referrer) { got.push_back(referrer); }).has_value());
    EXPECT_EQ(write_referrer_log(got), text);
    EXPECT_EQ(write_referrer_log({}), "");
    EXPECT_TRUE(read_referrer_log("", [&](const ReferrerCount&) { FAIL(); }).has_value());
}

TEST(ReferrerLog, RefusesWhatNobodyWrote) {
    for (const auto* text :
         {"x", "@5", "@5 ", "@5 1", "@5 1:2", "@5 1:2:", "@5 1:2:A", "@5 1:2:a b", "@5 1:2:a\"", "@5 1:2:a,b", "@5 1::a"}) {
        EXPECT_FALSE(read_referrer_log(text, [](const ReferrerCount&) {}).has_value()) << text;
    }
}

}  // namespace
}  // namespace stoppress::store
