// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/this_thread.hpp"

#include <pthread.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cstdint>

namespace stoppress::base {
namespace {

/// What a thread of a lower rank computes in one piece. A context switch costs about 2 µs, so this loses one percent.
constexpr std::uint64_t kSliceNanoseconds = 200'000;

thread_local bool has_short_slices = false;

/// sched_attr of sched_setattr(2), in its first version. The kernel's header for it cannot be included beside glibc 2.36's <sched.h>.
struct SchedulingAttributes {
    std::uint32_t size = sizeof(SchedulingAttributes);
    std::uint32_t policy = 0;  // SCHED_OTHER
    std::uint64_t flags = 0;
    std::int32_t nice = 0;
    std::uint32_t priority = 0;
    std::uint64_t runtime = 0;  // nanoseconds; of SCHED_OTHER: the length of a slice
    std::uint64_t deadline = 0;
    std::uint64_t period = 0;
};
static_assert(sizeof(SchedulingAttributes) == 48);

/// Linux 6.12 and later honour the length of a slice; earlier ones ignore it or refuse.
bool take_short_slices(int nice) {
    SchedulingAttributes attributes;
    attributes.nice = nice;
    attributes.runtime = kSliceNanoseconds;
    if (syscall(SYS_sched_setattr, 0, &attributes, 0U) != 0) {
        return false;
    }
    SchedulingAttributes now;
    return syscall(SYS_sched_getattr, 0, &now, static_cast<unsigned>(sizeof now), 0U) == 0 && now.runtime == kSliceNanoseconds;
}

}  // namespace

void name_this_thread(const char* name) {
    pthread_setname_np(pthread_self(), name);
}

void take_rank(Rank rank) {
    constexpr int kNice = 5;
    const auto self = static_cast<id_t>(gettid());
    const int nice = getpriority(PRIO_PROCESS, self) + kNice * static_cast<int>(rank);
    setpriority(PRIO_PROCESS, self, nice);
    has_short_slices = rank != Rank::answering && take_short_slices(getpriority(PRIO_PROCESS, self));
}

void GiveWay::give_way() {
    if (!has_short_slices) {
        std::this_thread::yield();
    }
}

}  // namespace stoppress::base
