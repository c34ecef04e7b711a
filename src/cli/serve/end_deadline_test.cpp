// SPDX-License-Identifier: GPL-3.0-or-later
// Tests that a shutdown which hangs ends with the process, with a status of its own, and that one in time is left alone.
#include "cli/serve/end_deadline.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <future>

#include "cli/command.hpp"

namespace stoppress::cli {
namespace {

using namespace std::chrono_literals;

TEST(EndDeadline, EndsAProcessThatWaitsForever) {
    GTEST_FLAG_SET(death_test_style, "threadsafe");
    EXPECT_EXIT(
        {
            EndDeadline deadline;
            deadline.now_waiting_for("the database");
            deadline.begin(1ms);
            std::promise<void>().get_future().wait();
        },
        testing::ExitedWithCode(kGaveUpWaiting), "");
}

TEST(EndDeadline, LeavesAShutdownInTimeAlone) {
    GTEST_FLAG_SET(death_test_style, "threadsafe");
    EXPECT_EXIT(
        {
            {
                EndDeadline deadline;
                deadline.begin(1h);
            }
            {
                const EndDeadline never_begun;
            }
            std::exit(kAllWell);
        },
        testing::ExitedWithCode(kAllWell), "");
}

}  // namespace
}  // namespace stoppress::cli
