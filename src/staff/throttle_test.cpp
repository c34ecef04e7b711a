// SPDX-License-Identifier: GPL-3.0-or-later
// Guessing gets slower and slower, success resets it, and memory is limited.
#include "staff/throttle.hpp"

#include <gtest/gtest.h>

#include <string>

namespace stoppress::staff {
namespace {

using std::chrono::seconds;

const Throttle::Rule kRule{.free = 3, .first = seconds{2}, .longest = seconds{10}, .forgets = seconds{100}, .keys = 3};

class ThrottleTest : public ::testing::Test {
protected:
    seconds::rep attempt(const std::string& key) { return throttle_.attempt(key, now_).count(); }
    void pass(seconds time) { now_ += time; }

    Throttle throttle_{kRule};
    Throttle::Time now_{seconds{1000}};
};

TEST_F(ThrottleTest, MakesTheNextAttemptWaitTwiceAsLongEachTimeUpToItsLongest) {
    EXPECT_EQ(attempt("a"), 0);
    EXPECT_EQ(attempt("a"), 0);
    EXPECT_EQ(attempt("a"), 0);
    for (const int wait : {2, 4, 8, 10, 10}) {
        EXPECT_EQ(attempt("a"), wait);
        pass(seconds{wait - 1});
        EXPECT_EQ(attempt("a"), 1) << "asking again does not make it longer";
        pass(seconds{1});
        EXPECT_EQ(attempt("a"), 0);
    }
    EXPECT_EQ(attempt("b"), 0) << "others do not wait";
}

TEST_F(ThrottleTest, ForgivesWhatDidNotFail) {
    for (int i = 0; i < 10; ++i) {
        EXPECT_EQ(attempt("a"), 0);
        throttle_.forgive("a");
    }
    for (int i = 0; i < 10; ++i) {
        EXPECT_EQ(attempt("b"), 0);
        throttle_.forgive_one("b");
    }
    EXPECT_EQ(attempt("b"), 0);
    EXPECT_EQ(attempt("b"), 0);
    EXPECT_EQ(attempt("b"), 0);
    throttle_.forgive_one("b");
    EXPECT_EQ(attempt("b"), 0) << "the last did not fail";
    EXPECT_EQ(attempt("b"), 2) << "those before it still count";
    throttle_.forgive("never seen");
    throttle_.forgive_one("never seen");
}

TEST_F(ThrottleTest, ForgetsAfterAWhile) {
    for (int i = 0; i < 3; ++i) {
        EXPECT_EQ(attempt("a"), 0);
    }
    pass(seconds{101});
    EXPECT_EQ(attempt("a"), 0);
    EXPECT_EQ(attempt("a"), 0);
    EXPECT_EQ(attempt("a"), 0);
    EXPECT_EQ(attempt("a"), 2);
}

TEST_F(ThrottleTest, RemembersNoMoreKeysThanItMay) {
    for (int i = 0; i < 3; ++i) {
        EXPECT_EQ(attempt("a"), 0);
    }
    EXPECT_EQ(attempt("b"), 0);
    EXPECT_EQ(attempt("c"), 0);
    EXPECT_EQ(attempt("a"), 2) << "used last, so it stays";
    EXPECT_EQ(attempt("d"), 0);
    EXPECT_EQ(attempt("a"), 2);
    for (int i = 0; i < 1000; ++i) {
        EXPECT_EQ(attempt("other " + std::to_string(i)), 0);
    }
    EXPECT_EQ(attempt("a"), 0);
}

}  // namespace
}  // namespace stoppress::staff
