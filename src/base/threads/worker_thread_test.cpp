// SPDX-License-Identifier: GPL-3.0-or-later
// Tests that work is done in order, all of it before the end, and refused beyond the limit; and that with several
// threads one may block.
#include "base/threads/worker_thread.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <future>
#include <memory>
#include <thread>
#include <vector>

namespace stoppress::base {
namespace {

TEST(WorkerThread, DoesAllInOrderBeforeItEnds) {
    std::vector<int> done;
    {
        WorkerThread worker(1000);
        for (int i = 0; i < 100; ++i) {
            EXPECT_TRUE(worker.post([&done, i] { done.push_back(i); }));
        }
    }
    ASSERT_EQ(done.size(), 100U);
    for (int i = 0; i < 100; ++i) {
        EXPECT_EQ(done[static_cast<std::size_t>(i)], i);
    }
}

TEST(WorkerThread, RefusesWhatIsTooMuch) {
    std::promise<void> go;
    std::promise<void> begun;
    WorkerThread worker(1);
    EXPECT_TRUE(worker.post([&, wait = go.get_future()]() mutable {
        begun.set_value();
        wait.wait();
    }));
    begun.get_future().wait();
    EXPECT_TRUE(worker.post([] {}));
    EXPECT_FALSE(worker.post([] {}));
    go.set_value();
}

TEST(WorkerThread, StopWaitsForWhatIsDoneDropsWhatWaitsAndRefusesMore) {
    std::promise<void> go;
    std::promise<void> begun;
    std::atomic<bool> finished{false};
    std::atomic<bool> ran{false};
    const auto kept = std::make_shared<int>();
    WorkerThread worker(std::size_t{1} << 30);
    EXPECT_TRUE(worker.post([&, wait = go.get_future()]() mutable {
        begun.set_value();
        wait.wait();
        finished = true;
    }));
    begun.get_future().wait();
    EXPECT_TRUE(worker.post([&ran, kept] { ran = true; }));
    std::thread ending([&worker] { worker.stop(); });
    // What waits is dropped before the thread is waited for, but destroyed only after it has ended.
    while (worker.post([] {})) {
        std::this_thread::yield();
    }
    EXPECT_EQ(kept.use_count(), 2);
    go.set_value();
    ending.join();
    EXPECT_TRUE(finished);
    EXPECT_FALSE(ran);
    EXPECT_EQ(kept.use_count(), 1);
    EXPECT_FALSE(worker.post([] {}));
    worker.stop();
}

TEST(WorkerThread, OfSeveralOneThatIsHeldUpHoldsUpNoOther) {
    std::promise<void> go;
    std::promise<void> done;
    std::atomic<int> count{0};
    WorkerThread workers(1000, 2);
    EXPECT_TRUE(workers.post([wait = go.get_future()]() mutable { wait.wait(); }));
    for (int i = 0; i < 100; ++i) {
        EXPECT_TRUE(workers.post([&] {
            if (++count == 100) {
                done.set_value();
            }
        }));
    }
    done.get_future().wait();
    go.set_value();
}

}  // namespace
}  // namespace stoppress::base
