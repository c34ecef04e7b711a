// SPDX-License-Identifier: GPL-3.0-or-later
// Tests that pages count as behind when the oldest waiting change has waited too long, and never because
// there are many.
#include "press/lag.hpp"

#include <gmock/gmock.h>

namespace stoppress::press {
namespace {

using std::chrono::seconds;
using ::testing::HasSubstr;

TEST(Lag, HasPatienceAndThenSaysForHowLongAndWhy) {
    const Lag::Time start{};
    Lag lag;
    EXPECT_EQ(lag.trouble(start + seconds{1000}), "");
    lag.arrived(start);
    lag.failed("The disk does not give data.");
    lag.arrived(start + seconds{4});
    EXPECT_EQ(lag.trouble(start + Lag::kPatience - seconds{1}), "");
    EXPECT_THAT(lag.trouble(start + seconds{12}), HasSubstr("for 12 seconds"));
    EXPECT_THAT(lag.trouble(start + seconds{12}), HasSubstr("does not give data"));
    lag.shown(start + seconds{12}, false);
    EXPECT_EQ(lag.trouble(start + seconds{1000}), "");
}

TEST(Lag, IsNotBehindWhereMoreComesWhileItIsShown) {
    Lag::Time now{};
    Lag lag;
    lag.arrived(now);
    for (int i = 0; i < 100; ++i) {
        const auto began = now;
        now += seconds{1};
        lag.arrived(now);
        lag.shown(began, true);
        EXPECT_EQ(lag.trouble(now), "");
    }
    // What came last is never shown.
    EXPECT_NE(lag.trouble(now + Lag::kPatience), "");
}

}  // namespace
}  // namespace stoppress::press
