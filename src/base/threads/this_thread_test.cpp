// SPDX-License-Identifier: GPL-3.0-or-later
// Tests that name and rank apply to the calling thread alone.
#include "base/threads/this_thread.hpp"

#include <gtest/gtest.h>
#include <pthread.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <string>
#include <thread>

namespace stoppress::base {
namespace {

int nice_of_this_thread() {
    return getpriority(PRIO_PROCESS, static_cast<id_t>(gettid()));
}

TEST(ThisThread, NameAndPriorityAreThoseOfOneThread) {
    const int before = nice_of_this_thread();
    std::array<char, 16> name{};
    int nice = 0;
    std::thread([&] {
        name_this_thread("counting");
        take_rank(Rank::counting);
        pthread_getname_np(pthread_self(), name.data(), name.size());
        nice = nice_of_this_thread();
    }).join();
    EXPECT_EQ(std::string(name.data()), "counting");
    EXPECT_EQ(nice, std::min(before + 5, 19));
    EXPECT_EQ(nice_of_this_thread(), before);
}

}  // namespace
}  // namespace stoppress::base
