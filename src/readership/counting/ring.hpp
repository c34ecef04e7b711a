// SPDX-License-Identifier: GPL-3.0-or-later
// A lock-free queue between exactly two threads that allocates once. Memory that no item has been in yet is not touched, so the system
// need not give it: most sites never have more than a few items waiting.
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
    explicit Ring(std::size_t capacity) : slots_(std::allocator<T>().allocate(capacity)), mask_(capacity - 1) {}
    Ring(const Ring&) = delete;
    Ring& operator=(const Ring&) = delete;
    Ring(Ring&&) = delete;
    Ring& operator=(Ring&&) = delete;
    ~Ring() {
        pop_all([](T&&) {});
        std::allocator<T>().deallocate(slots_, mask_ + 1);
    }

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
        std::construct_at(slots_ + (written & mask_), std::move(item));
        written_.store(written + 1, std::memory_order_seq_cst);
        return true;
    }

    /// Calls `take` with every waiting item, oldest first; returns how many.
    template <class Take>
    std::size_t pop_all(Take&& take) {
        const auto written = written_.load(std::memory_order_seq_cst);
        const auto first = read_.load(std::memory_order_relaxed);
        for (auto at = first; at != written; ++at) {
            T* const slot = slots_ + (at & mask_);
            take(std::move(*slot));
            std::destroy_at(slot);
        }
        read_.store(written, std::memory_order_release);
        return written - first;
    }

    [[nodiscard]] bool empty() const { return written_.load(std::memory_order_seq_cst) == read_.load(std::memory_order_relaxed); }

private:
    T* const slots_;  ///< objects only from read_ to written_
    const std::size_t mask_;
    // Each side writes its own cache line, to avoid false sharing.
    alignas(64) std::atomic<std::size_t> written_{0};
    std::size_t read_seen_ = 0;
    alignas(64) std::atomic<std::size_t> read_{0};
};

}  // namespace stoppress::readership
