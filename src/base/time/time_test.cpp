// SPDX-License-Identifier: GPL-3.0-or-later
// Tests that formatted times are parsed back unchanged, and that nothing else is parsed as a time.
#include "base/time/time.hpp"

#include <gtest/gtest.h>

namespace stoppress::base {
namespace {

TEST(Time, WritesTheFormsThatFeedsAndHeadersWant) {
    const auto time = from_milliseconds(784111777000);
    EXPECT_EQ(format_rfc3339(time), "1994-11-06T08:49:37Z");
    EXPECT_EQ(format_http_date(time), "Sun, 06 Nov 1994 08:49:37 GMT");
    EXPECT_EQ(format_rfc822(time), "Sun, 06 Nov 1994 08:49:37 +0000");
    EXPECT_EQ(format_rfc3339(from_milliseconds(784111777040)), "1994-11-06T08:49:37.040Z");
}

TEST(Time, ReadsOffsetsAndFractions) {
    EXPECT_EQ(parse_rfc3339("1994-11-06T09:49:37+01:00"), from_milliseconds(784111777000));
    EXPECT_EQ(parse_rfc3339("1994-11-06t08:49:37.0409z"), from_milliseconds(784111777040));
    EXPECT_EQ(parse_rfc3339("1994-11-06 03:19:37-05:30"), from_milliseconds(784111777000));
}

TEST(Time, RefusesWhatIsNotRfc3339) {
    for (const auto* text : {"", "1994", "1994-13-06T08:49:37Z", "1994-02-30T08:49:37Z", "1994-11-06T24:00:00Z", "1994-11-06T08:49:37",
                             "1994-11-06T08:49:37.Z", "1994-11-06T08:49:37Zx", "1994-11-06T08:49:37+0100", "0000-11-06T08:49:37Z"}) {
        EXPECT_FALSE(parse_rfc3339(text).has_value()) << text;
    }
}

}  // namespace
}  // namespace stoppress::base
