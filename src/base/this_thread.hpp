// SPDX-License-Identifier: GPL-3.0-or-later
// How the calling thread shares the machine with the others. Linux: priority and name belong to a thread, not to the process.
// Thread: each function is about the one that calls it. None throws; what the system refuses is left as it is.
#pragma once

#include <thread>

namespace stoppress::base {

/// What `top -H` and `perf` call it. At most 15 bytes.
void name_this_thread(const char* name);

/// For work that nobody waits for within milliseconds: where cores are short, the threads that answer readers come first. A third as much
/// of a core as one of those is still left to it (nice 5), so that it never falls behind for good.
void let_readers_go_first();

/// For work of thousands of small steps: what waits for the core waits for some of them, not for the end of a time slice, which the
/// kernel looks for every 4 ms only.
class GiveWay {
public:
    explicit GiveWay(unsigned steps) : steps_(steps) {}
    void after_step() {
        if (++done_ >= steps_) {
            done_ = 0;
            std::this_thread::yield();
        }
    }

private:
    unsigned steps_;
    unsigned done_ = 0;
};

}  // namespace stoppress::base
