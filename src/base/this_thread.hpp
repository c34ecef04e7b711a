// SPDX-License-Identifier: GPL-3.0-or-later
// How the calling thread shares the machine with the others. Linux: priority and name belong to a thread, not to the process.
// Thread: each function is about the one that calls it. None throws; what the system refuses is left as it is.
#pragma once

#include <cstdint>

namespace stoppress::base {

/// What `top -H` and `perf` call it. At most 15 bytes.
void name_this_thread(const char* name);

/// Who comes first where cores are short. Each still gets a third as much of a core as those of the rank before (5 steps of nice), so that
/// none falls behind for good.
enum class Rank : std::uint8_t {
    answering,  ///< somebody waits: what a thread is by itself
    counting,   ///< nobody waits within milliseconds
    preparing,  ///< for a thread that stores, and can never do enough of it
};

/// Once in a thread's life, below what the process runs at: the system lets a thread only go down. Threads and processes that it starts
/// have its rank.
void take_rank(Rank rank);

/// For a thread that works for a moment and then sleeps, and for which somebody waits: where cores are short, it is not to wait until the
/// time slice of a busy thread is over. It asks for slices of 0.1 ms, and the scheduler (EEVDF, Linux 6.12 and later) lets the thread with
/// the shorter slice go first. Its share of the core stays the same. Older kernels leave all as it is.
void take_short_turns();

/// For work of thousands of small steps: a thread that waits for the core gets it after some of them, and not at the end of a time slice
/// of 3 to 4 ms. Sleeps for as short as the kernel can (50 to 100 µs). A yield would not do: measured on Linux 6.18, a thread at nice 5
/// that yields beside a busy one gets 240 turns a second, and one that sleeps 5,000.
class GiveWay {
public:
    explicit GiveWay(unsigned steps) : steps_(steps) {}
    void after_step() {
        if (++done_ >= steps_) {
            done_ = 0;
            give_way();
        }
    }

private:
    static void give_way();

    unsigned steps_;
    unsigned done_ = 0;
};

}  // namespace stoppress::base
