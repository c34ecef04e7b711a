// SPDX-License-Identifier: GPL-3.0-or-later
// Tests that Ctrl-C during long work is seen between two steps, stays seen, and ends nobody.
#include "cli/interrupt.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

namespace stoppress::cli {
namespace {

TEST(Interrupt, IsSeenOnceItHasComeAndFromThenOn) {
    for (const int signal : {SIGINT, SIGTERM}) {
        Interrupt interrupt;
        EXPECT_FALSE(interrupt.requested());
        ASSERT_EQ(::pthread_kill(::pthread_self(), signal), 0);
        EXPECT_TRUE(interrupt.requested());
        EXPECT_TRUE(interrupt.requested());
    }
}

TEST(Interrupt, LeavesTheSignalsAsTheyWereBefore) {
    sigset_t before;
    ASSERT_EQ(::pthread_sigmask(SIG_BLOCK, nullptr, &before), 0);
    {
        const Interrupt interrupt;
        sigset_t during;
        ASSERT_EQ(::pthread_sigmask(SIG_BLOCK, nullptr, &during), 0);
        EXPECT_EQ(sigismember(&during, SIGINT), 1);
        EXPECT_EQ(sigismember(&during, SIGTERM), 1);
        EXPECT_EQ(sigismember(&during, SIGHUP), sigismember(&before, SIGHUP));
    }
    sigset_t after;
    ASSERT_EQ(::pthread_sigmask(SIG_BLOCK, nullptr, &after), 0);
    EXPECT_EQ(sigismember(&after, SIGINT), sigismember(&before, SIGINT));
    EXPECT_EQ(sigismember(&after, SIGTERM), sigismember(&before, SIGTERM));
}

}  // namespace
}  // namespace stoppress::cli
