// SPDX-License-Identifier: GPL-3.0-or-later
// Processes many inputs on several threads, but delivers the results one at a time in the order of the inputs, because
// an import must not depend on which thread was faster. push() waits while too many are in progress.
// Thread: push() and finish() by the one thread that made it; `work` runs on many at once, `deliver` on one at a time.
#pragma once

#include <deque>
#include <functional>
#include <optional>
#include <thread>
#include <vector>

#include "base/threads/mutex.hpp"
#include "base/threads/this_thread.hpp"

namespace stoppress::importing {

template <class In, class Out>
class OrderedWork {
public:
    using Work = std::function<Out(In)>;
    using Deliver = std::function<void(Out)>;

    OrderedWork(std::size_t threads, std::size_t window, Work work, Deliver deliver)
        : window_(window), work_(std::move(work)), deliver_(std::move(deliver)) {
        for (std::size_t i = 0; i < threads; ++i) {
            threads_.emplace_back([this] {
                base::name_this_thread("preparing");
                base::take_rank(base::Rank::preparing);
                run();
            });
        }
    }
    OrderedWork(const OrderedWork&) = delete;
    OrderedWork& operator=(const OrderedWork&) = delete;
    OrderedWork(OrderedWork&&) = delete;
    OrderedWork& operator=(OrderedWork&&) = delete;
    ~OrderedWork() { finish(); }

    void push(In input) {
        base::Lock lock(mutex_);
        room_.wait(lock, [this]() REQUIRES(mutex_) { return slots_.size() < window_; });
        slots_.push_back(Slot{std::move(input), std::nullopt});
        lock.unlock();
        something_.notify_one();
    }

    /// Waits until everything was delivered, and ends the threads.
    void finish() {
        {
            const base::Lock lock(mutex_);
            ending_ = true;
        }
        something_.notify_all();
        threads_.clear();
    }

private:
    struct Slot {
        std::optional<In> input;  ///< until a thread has taken it
        std::optional<Out> output;
    };

    void run() {
        base::Lock lock(mutex_);
        while (true) {
            something_.wait(lock, [this]() REQUIRES(mutex_) { return started_ < slots_.size() || ending_; });
            if (started_ >= slots_.size()) {
                return;
            }
            const std::size_t number = first_number_ + started_++;
            In input = *std::move(slots_[number - first_number_].input);
            lock.unlock();
            Out output = work_(std::move(input));
            lock.lock();
            slots_[number - first_number_].output.emplace(std::move(output));
            lock.unlock();
            deliver_ready();
            lock.lock();
        }
    }

    void deliver_ready() {
        base::Lock lock(mutex_);
        // If another thread is delivering, it will deliver this result, too.
        while (!delivering_ && !slots_.empty() && slots_.front().output.has_value()) {
            delivering_ = true;
            Out output = *std::move(slots_.front().output);
            slots_.pop_front();
            ++first_number_;
            --started_;
            // Not for each slot: whoever waits for room has more than one input.
            const bool much_room = slots_.size() == window_ / 2;
            lock.unlock();
            if (much_room) {
                room_.notify_one();
            }
            deliver_(std::move(output));
            lock.lock();
            delivering_ = false;
        }
    }

    std::size_t window_;
    Work work_;
    Deliver deliver_;
    base::Mutex mutex_;
    base::Condition room_;
    base::Condition something_;
    std::deque<Slot> slots_ GUARDED_BY(mutex_);
    std::size_t first_number_ GUARDED_BY(mutex_) = 0;  ///< index of the first slot
    std::size_t started_ = 0;                          ///< how many of the first slots threads have taken
    bool delivering_ GUARDED_BY(mutex_) = false;
    bool ending_ GUARDED_BY(mutex_) = false;
    std::vector<std::jthread> threads_;
};

}  // namespace stoppress::importing
