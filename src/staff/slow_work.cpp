// SPDX-License-Identifier: GPL-3.0-or-later
#include "staff/slow_work.hpp"

namespace stoppress::staff {

SlowWork::SlowWork() {
    for (std::size_t i = 0; i < kThreads; ++i) {
        threads_.emplace_back([this] { run(); });
    }
}

SlowWork::~SlowWork() {
    {
        const std::lock_guard guard(mutex_);
        stopping_ = true;
    }
    wake_.notify_all();
    for (std::thread& thread : threads_) {
        thread.join();
    }
}

bool SlowWork::post(Work work) {
    {
        const std::lock_guard guard(mutex_);
        if (stopping_ || queue_.size() >= kWaiting) {
            return false;
        }
        queue_.push_back(std::move(work));
    }
    wake_.notify_one();
    return true;
}

void SlowWork::run() {
    while (true) {
        std::unique_lock lock(mutex_);
        wake_.wait(lock, [this] { return stopping_ || !queue_.empty(); });
        if (queue_.empty()) {
            return;
        }
        Work work = std::move(queue_.front());
        queue_.pop_front();
        lock.unlock();
        work();
    }
}

}  // namespace stoppress::staff
