// SPDX-License-Identifier: GPL-3.0-or-later
// Name and scheduling priority of the calling thread. On Linux both belong to a thread, not to the process.
// Thread: each function acts on the thread that calls it. None throws; settings that the system refuses
//         are left unchanged.
#pragma once

#include <cstdint>

namespace stoppress::base {

/// The name that `top -H` and `perf` show. At most 15 bytes.
void name_this_thread(const char* name);

/// Which threads go first when cores are short. Each rank still gets a third of the processor time of the rank before
/// it (5 steps of nice), so none starves.
enum class Rank : std::uint8_t {
    answering,  ///< somebody waits for it; the default
    counting,   ///< nobody waits within milliseconds
    preparing,  ///< background work that could use any amount of processor time
};

/// Call once in a thread's life. The rank is relative to the process, and a thread can only lower it. Threads and
/// processes that it starts inherit its rank.
void take_rank(Rank rank);

/// For a thread that works briefly, then sleeps, and that somebody waits for: on a busy machine it should not wait
/// until the time slice of another thread ends. It asks for slices of 0.1 ms; the scheduler (EEVDF, Linux 6.12 and
/// later) prefers threads with shorter slices. Its share of the core stays the same. Older kernels ignore it.
void take_short_turns();

/// For work of thousands of small steps: lets a waiting thread have the core after `steps` steps rather than at the end
/// of a time slice of 3 to 4 ms. It sleeps for as short as the kernel can (50 to 100 µs). yield() is not enough: on
/// Linux 6.18, a thread at nice 5 that yields beside a busy one gets 240 turns a second, one that sleeps gets 5,000.
class YieldToWriter {
public:
    explicit YieldToWriter(unsigned steps) : steps_(steps) {}
    void after_step() {
        if (++done_ >= steps_) {
            done_ = 0;
            sleep_briefly();
        }
    }

private:
    static void sleep_briefly();

    unsigned steps_;
    unsigned done_ = 0;
};

}  // namespace stoppress::base
