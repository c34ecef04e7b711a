// SPDX-License-Identifier: GPL-3.0-or-later
// Tests that months begin in the newsroom's time zone, daylight saving included.
#include "story/calendar.hpp"

#include <gtest/gtest.h>

namespace stoppress::story {
namespace {

using std::chrono::April;
using std::chrono::year;

TEST(Calendar, CountsDaysWhereTheNewsroomStands) {
    const auto time = *base::parse_rfc3339("2026-03-31T22:30:00Z");
    EXPECT_EQ(date_in(time, "UTC"), year{2026} / 3 / 31);
    EXPECT_EQ(date_in(time, "Europe/Berlin"), year{2026} / 4 / 1);
    EXPECT_EQ(date_in(time, "America/New_York"), year{2026} / 3 / 31);
    EXPECT_EQ(date_in(time, "Nowhere/At_All"), year{2026} / 3 / 31);
}

TEST(Calendar, SpansAMonthFromMidnightToMidnight) {
    const auto span = span_of(year{2026} / April, "Europe/Berlin");
    EXPECT_EQ(base::format_rfc3339(span.from), "2026-03-31T22:00:00Z");
    EXPECT_EQ(base::format_rfc3339(span.before), "2026-04-30T22:00:00Z");
    const auto march = span_of(year{2026} / 3, "Europe/Berlin");
    EXPECT_EQ(base::format_rfc3339(march.from), "2026-02-28T23:00:00Z");
    EXPECT_EQ(march.before, span.from);
    EXPECT_EQ(month_name(year{2026} / April), "2026-04");
}

TEST(Calendar, BeginsADayWhereMidnightIsSkippedOrShownTwice) {
    EXPECT_EQ(base::format_rfc3339(start_of(year{2027} / 4 / 30, "Africa/Cairo")), "2027-04-29T22:00:00Z");    // 00:00 is 01:00
    EXPECT_EQ(base::format_rfc3339(start_of(year{2026} / 11 / 1, "America/Havana")), "2026-11-01T04:00:00Z");  // 00:00 comes twice
    EXPECT_EQ(base::format_rfc3339(start_of(year{2011} / 12 / 30, "Pacific/Apia")), "2011-12-30T10:00:00Z");   // a day that was left out
    EXPECT_EQ(base::format_rfc3339(start_of(year{2011} / 12 / 31, "Pacific/Apia")), "2011-12-30T10:00:00Z");
    EXPECT_EQ(date_in(*base::parse_rfc3339("2027-06-30T21:30:00Z"), "Africa/Cairo"), year{2027} / 7 / 1);
}

}  // namespace
}  // namespace stoppress::story
