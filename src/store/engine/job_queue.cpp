// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/engine/job_queue.hpp"

#include "store/limits.hpp"

namespace stoppress::store {

bool JobQueue::push(Task& task) {
    const base::Lock guard(mutex_);
    if (stopping_) {
        return false;
    }
    tasks_.push_back(std::move(task));
    wake_.notify_one();
    return true;
}

void JobQueue::stop() {
    {
        const base::Lock guard(mutex_);
        stopping_ = true;
    }
    wake_.notify_all();
}

bool JobQueue::finished() {
    const base::Lock guard(mutex_);
    return stopping_ && tasks_.empty();
}

std::deque<Task> JobQueue::wait(std::chrono::milliseconds patience) {
    base::Lock guard(mutex_);
    wake_.wait_for(guard, patience, [this]() REQUIRES(mutex_) { return stopping_ || !tasks_.empty(); });
    return take_locked();
}

std::deque<Task> JobQueue::take() {
    const base::Lock guard(mutex_);
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
