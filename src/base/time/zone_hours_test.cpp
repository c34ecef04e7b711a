// SPDX-License-Identifier: GPL-3.0-or-later
// Tests that stored hours begin with the full hours of a zone, follow each other without gaps, and each lie
// within one day.
#include "base/time/zone_hours.hpp"

#include <gtest/gtest.h>

namespace stoppress::base {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;

constexpr milliseconds kMoment{1};

Time moment(std::string_view text) {
    return *parse_rfc3339(text);
}

struct Begin {
    std::string_view zone;
    std::string_view time;   ///< within an hour
    std::string_view begin;  ///< of that hour
};

class BeginsOfHours : public testing::TestWithParam<Begin> {};

TEST_P(BeginsOfHours, AreFullHoursOfTheZone) {
    const auto& [zone, time, begin] = GetParam();
    const ZoneHours zone_hours(zone);
    const auto hour = zone_hours.hour_of(moment(time));
    EXPECT_EQ(format_rfc3339(zone_hours.begin_of(hour)), begin) << zone << ' ' << time;
    EXPECT_EQ(zone_hours.hour_of(moment(begin)), hour);
    EXPECT_EQ(zone_hours.hour_of(moment(begin) - kMoment), hour - hours{1});
    EXPECT_EQ(zone_hours.first_from(moment(begin)), hour);
    EXPECT_EQ(zone_hours.first_from(moment(begin) + kMoment), hour + hours{1});
}

INSTANTIATE_TEST_SUITE_P(
    Cases, BeginsOfHours,
    testing::Values(Begin{"UTC", "2026-11-28T20:29:59Z", "2026-11-28T20:00:00Z"},
                    Begin{"Nowhere/At_All", "2026-11-28T20:29:59Z", "2026-11-28T20:00:00Z"},
                    Begin{"Asia/Tehran", "2026-11-28T20:29:59.999Z", "2026-11-28T19:30:00Z"},
                    Begin{"Asia/Tehran", "2026-11-28T20:30:00Z", "2026-11-28T20:30:00Z"},
                    Begin{"Asia/Kolkata", "2026-11-28T18:29:59Z", "2026-11-28T17:30:00Z"},
                    Begin{"Asia/Kathmandu", "2026-11-28T18:14:59Z", "2026-11-28T17:15:00Z"},
                    Begin{"Asia/Kathmandu", "2026-11-28T18:15:00Z", "2026-11-28T18:15:00Z"},
                    Begin{"America/St_Johns", "2026-11-28T03:29:59Z", "2026-11-28T02:30:00Z"},
                    Begin{"Pacific/Chatham", "2026-11-28T10:20:00Z", "2026-11-28T10:15:00Z"},
                    Begin{"Asia/Kolkata", "1969-12-31T23:45:00Z", "1969-12-31T23:30:00Z"},
                    // Berlin's skipped hour and the one that comes twice: hours of UTC either way.
                    Begin{"Europe/Berlin", "2026-03-29T01:10:00Z", "2026-03-29T01:00:00Z"},
                    Begin{"Europe/Berlin", "2026-10-25T00:10:00Z", "2026-10-25T00:00:00Z"},
                    Begin{"Europe/Berlin", "2026-10-25T01:10:00Z", "2026-10-25T01:00:00Z"},
                    // Lord Howe Island: forward from +10:30 to +11:00, an hour and a half long; back again, half an hour long.
                    Begin{"Australia/Lord_Howe", "2026-10-03T15:59:00Z", "2026-10-03T14:30:00Z"},
                    Begin{"Australia/Lord_Howe", "2026-10-03T16:00:00Z", "2026-10-03T16:00:00Z"},
                    Begin{"Australia/Lord_Howe", "2026-04-04T14:59:00Z", "2026-04-04T14:00:00Z"},
                    Begin{"Australia/Lord_Howe", "2026-04-04T15:29:00Z", "2026-04-04T15:00:00Z"},
                    Begin{"Australia/Lord_Howe", "2026-04-04T15:30:00Z", "2026-04-04T15:30:00Z"}));

TEST(ZoneHours, AreThoseOfUtcWhereAZoneIsWholeHoursOff) {
    const ZoneHours utc;
    const ZoneHours berlin("Europe/Berlin");
    for (auto time = moment("2026-01-01T00:00:00Z"); time < moment("2027-01-01T00:00:00Z"); time += minutes{7}) {
        ASSERT_EQ(utc.hour_of(time), Hour{std::chrono::floor<hours>(time).time_since_epoch()});
        ASSERT_EQ(berlin.hour_of(time), utc.hour_of(time));
    }
}

TEST(ZoneHours, FollowEachOtherAndLieWithinOneDay) {
    for (const auto* name :
         {"UTC", "Europe/Berlin", "Asia/Tehran", "Asia/Kolkata", "Asia/Kathmandu", "Pacific/Chatham", "Australia/Lord_Howe",
          "Australia/Eucla", "America/St_Johns", "America/Havana", "Africa/Cairo", "Pacific/Marquesas"}) {
        const ZoneHours zone_hours(name);
        const auto zone = *TimeZone::find(name);
        const auto day_of = [&](Time time) { return std::chrono::floor<days>(zone.local(time)); };
        auto begin = zone_hours.begin_of(zone_hours.hour_of(moment("2026-01-01T00:00:00Z")));
        const auto last = zone_hours.hour_of(moment("2028-01-01T00:00:00Z"));
        for (auto hour = zone_hours.hour_of(begin); hour < last; ++hour) {
            const auto next = zone_hours.begin_of(hour + hours{1});
            ASSERT_LT(begin, next) << name << ' ' << to_number(hour);
            ASSERT_LE(next - begin, minutes{90}) << name << ' ' << format_rfc3339(begin);
            ASSERT_EQ(zone_hours.hour_of(begin), hour) << name;
            ASSERT_EQ(zone_hours.hour_of(next - kMoment), hour) << name << ' ' << format_rfc3339(begin);
            ASSERT_EQ(day_of(begin), day_of(next - kMoment)) << name << ' ' << format_rfc3339(begin);
            begin = next;
        }
    }
}

}  // namespace
}  // namespace stoppress::base
