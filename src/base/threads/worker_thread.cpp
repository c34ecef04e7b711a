// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/threads/worker_thread.hpp"

#include <utility>

namespace stoppress::base {

WorkerThread::WorkerThread(std::size_t limit, std::size_t threads) : limit_(limit) {
    while (threads_.size() < threads) {
        threads_.emplace_back([this] { run(); });
    }
}

WorkerThread::~WorkerThread() {
    {
        const Lock guard(mutex_);
        stopping_ = true;
    }
    join();
}

void WorkerThread::stop() {
    // Destroyed at the end of this function, without the lock.
    std::deque<Work> dropped;
    {
        const Lock guard(mutex_);
        stopping_ = true;
        dropped.swap(queue_);
    }
    join();
}

void WorkerThread::join() {
    wake_.notify_all();
    for (auto& thread : threads_) {
        thread.join();
    }
    threads_.clear();
}

bool WorkerThread::post(Work work) {
    {
        const Lock guard(mutex_);
        if (stopping_ || queue_.size() >= limit_) {
            return false;
        }
        queue_.push_back(std::move(work));
    }
    wake_.notify_one();
    return true;
}

void WorkerThread::run() {
    Lock guard(mutex_);
    while (true) {
        wake_.wait(guard, [this]() REQUIRES(mutex_) { return stopping_ || !queue_.empty(); });
        if (queue_.empty()) {
            return;
        }
        auto work = std::move(queue_.front());
        queue_.pop_front();
        guard.unlock();
        work();
        work = nullptr;
        guard.lock();
    }
}

}  // namespace stoppress::base
