// SPDX-License-Identifier: GPL-3.0-or-later
// A flood of one failure is logged with a line when it begins, one per minute, and one when it has ended.
#include "base/failure_log.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace stoppress::base {
namespace {

using std::chrono::seconds;

class FailureLogTest : public testing::Test {
protected:
    FailureLog::TimePoint now{seconds{1000}};
    std::vector<std::string> lines;
    FailureLog log{
        "saving",
        {.now = [this] { return now; },
         .write = [this](FailureLog::Level level,
                         const std::string& line) { lines.push_back((level == FailureLog::Level::error ? "error " : "info ") + line); }}};
};

TEST_F(FailureLogTest, WritesTheFirstAtOnceAndThoseAfterItOnceAMinute) {
    for (int i = 0; i < 10'000; ++i) {
        log.failed("disk full");
    }
    EXPECT_EQ(lines, std::vector<std::string>{"error saving: disk full"});
    now += seconds{59};
    log.failed("disk full");
    EXPECT_EQ(lines.size(), 1U);
    now += seconds{1};
    log.failed("still full");
    ASSERT_EQ(lines.size(), 2U);
    EXPECT_EQ(lines.back(), "error saving: still full (10001 more times since the last message)");
}

TEST_F(FailureLogTest, SaysOnceThatItWorksAgain) {
    log.recovered();
    EXPECT_TRUE(lines.empty());
    log.failed("a");
    log.failed("b");
    now += seconds{7};
    log.recovered();
    log.recovered();
    EXPECT_EQ(lines, (std::vector<std::string>{"error saving: a", "info saving: recovered after failing 2 times in 7 s"}));
    log.failed("c");
    EXPECT_EQ(lines.back(), "error saving: c");
}

TEST_F(FailureLogTest, BeginsAnewAfterASilence) {
    log.failed("a");
    log.failed("a");
    now += seconds{600};
    log.failed("b");
    EXPECT_EQ(lines,
              (std::vector<std::string>{"error saving: a", "error saving: failed once more, the last time 600 s ago", "error saving: b"}));
}

}  // namespace
}  // namespace stoppress::base
