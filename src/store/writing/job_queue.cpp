// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/writing/job_queue.hpp"

#include "store/limits.hpp"

namespace stoppress::store {

bool JobQueue::push(Task& task) {
    const std::lock_guard guard(mutex_);
    if (stopping_) {
        return false;
    }
    tasks_.push_back(std::move(task));
    wake_.notify_one();
    return true;
}

void JobQueue::stop() {
    {
        const std::lock_guard guard(mutex_);
        stopping_ = true;
    }
    wake_.notify_all();
}

bool JobQueue::finished() {
    const std::lock_guard guard(mutex_);
    return stopping_ && tasks_.empty();
}

std::deque<Task> JobQueue::wait(std::chrono::milliseconds patience) {
    std::unique_lock guard(mutex_);
    wake_.wait_for(guard, patience, [this] { return stopping_ || !tasks_.empty(); });
    return take_locked();
}

std::deque<Task> JobQueue::take() {
    const std::lock_guard guard(mutex_);
    return take_locked();
}

std::deque<Task> JobQueue::take_locked() {
    std::deque<Task> taken;
    if (tasks_.size() <= kMaxJobsPerCommit) {
        taken.swap(tasks_);
        return taken;
    }
    for (std::size_t i = 0; i < kMaxJobsPerCommit; ++i) {
        taken.push_back(std::move(tasks_.front()));
        tasks_.pop_front();
    }
    return taken;
}

}  // namespace stoppress::store
