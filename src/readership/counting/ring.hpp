// SPDX-License-Identifier: GPL-3.0-or-later
// A lock-free queue between exactly two threads that allocates once.
// Flow:   LoopCounter -> Ring -> Counting
// Thread: push() from one thread only, pop_all() from one other; empty() any.
#pragma once

#include <atomic>
#include <bit>
#include <cstddef>
#include <memory>
#include <utility>

namespace stoppress::readership {

template <class T>
class Ring {
public:
    /// `capacity` must be a power of two.
    explicit Ring(std::size_t capacity) : slots_(std::make_unique<T[]>(capacity)), mask_(capacity - 1) {}

    /// False, with `item` unchanged, if the ring is full. Sequentially consistent: if the caller then sees the consumer
    /// awake, the consumer is sure to see the item.
    [[nodiscard]] bool push(T&& item) {
        const auto written = written_.load(std::memory_order_relaxed);
        if (written - read_seen_ > mask_) {
            read_seen_ = read_.load(std::memory_order_acquire);
            if (written - read_seen_ > mask_) {
                return false;
            }
        }
        slots_[written & mask_] = std::move(item);
        written_.store(written + 1, std::memory_order_seq_cst);
        return true;
    }

    /// Calls `take` with every waiting item, oldest first; returns how many.
    template <class Take>
    std::size_t pop_all(Take&& take) {
        const auto written = written_.load(std::memory_order_seq_cst);
        const auto first = read_.load(std::memory_order_relaxed);
        for (auto at = first; at != written; ++at) {
            take(std::move(slots_[at & mask_]));
        }
        read_.store(written, std::memory_order_release);
        return written - first;
    }

    [[nodiscard]] bool empty() const { return written_.load(std::memory_order_seq_cst) == read_.load(std::memory_order_relaxed); }

private:
    std::unique_ptr<T[]> slots_;
    std::size_t mask_;
    // Each side writes its own cache line, to avoid false sharing.
    alignas(64) std::atomic<std::size_t> written_{0};
    std::size_t read_seen_ = 0;
    alignas(64) std::atomic<std::size_t> read_{0};
};

}  // namespace stoppress::readership
