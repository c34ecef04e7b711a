// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/threads/this_thread.hpp"

#include <pthread.h>
#include <sched.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <chrono>
#include <cstdint>
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

void take_short_turns() {
    // The C library has no wrapper and no type for it (sched_setattr(2)); the kernel accepts the first version of the
    // structure forever.
    struct Attributes {
        std::uint32_t size = sizeof(Attributes);
        std::uint32_t policy = SCHED_OTHER;
        std::uint64_t flags = 0;
        std::int32_t nice = 0;
        std::uint32_t priority = 0;
        std::uint64_t runtime = 100'000;  // nanoseconds; the minimum
        std::uint64_t deadline = 0;
        std::uint64_t period = 0;
    } attributes;
    attributes.nice = getpriority(PRIO_PROCESS, static_cast<id_t>(gettid()));
    static_cast<void>(syscall(SYS_sched_setattr, 0, &attributes, 0));
}

void YieldToWriter::sleep_briefly() {
    std::this_thread::sleep_for(std::chrono::nanoseconds{1});
}

}  // namespace stoppress::base
