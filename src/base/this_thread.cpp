// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/this_thread.hpp"

#include <pthread.h>
#include <sys/resource.h>
#include <unistd.h>

#include <chrono>
#include <thread>

namespace stoppress::base {

void name_this_thread(const char* name) {
    pthread_setname_np(pthread_self(), name);
}

void take_rank(Rank rank) {
    constexpr int kNice = 5;
    const auto self = static_cast<id_t>(gettid());
    setpriority(PRIO_PROCESS, self, getpriority(PRIO_PROCESS, self) + kNice * static_cast<int>(rank));
}

void GiveWay::give_way() {
    std::this_thread::sleep_for(std::chrono::nanoseconds{1});
}

}  // namespace stoppress::base
