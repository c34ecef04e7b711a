// SPDX-License-Identifier: GPL-3.0-or-later
// Views of a loop while its ring is full: summed up by reader and story, so that a loop never waits for the counting
// thread, and a busy page takes no more memory the longer that thread is delayed.
// Flow:   LoopCounter -> (ring full) ViewOverflow -> Counting
// Thread: add() from the loop, take_all() from the counting thread. The mutex is held for one addition or one swap.
#pragma once

#include <boost/unordered/unordered_flat_map.hpp>

#include <atomic>
#include <cstdint>
#include <utility>

#include "base/threads/mutex.hpp"
#include "readership/view.hpp"

namespace stoppress::readership {

class ViewOverflow {
public:
    /// Holds at most `capacity` different (reader, story, referrer).
    explicit ViewOverflow(std::size_t capacity) : capacity_(capacity) {}

    /// False if there is no room for another reader or story: the view is lost.
    [[nodiscard]] bool add(const View& view) {
        const base::Lock lock(mutex_);
        View key = view;
        key.times = 0;
        const auto found = views_.find(key);
        if (found != views_.end()) {
            found->second += view.times;
            return true;
        }
        if (views_.size() >= capacity_) {
            return false;
        }
        views_.emplace(key, view.times);
        empty_.store(false, std::memory_order_seq_cst);
        return true;
    }

    /// Calls `take` with every view and its count, and removes them.
    template <class Take>
    void take_all(Take&& take) {
        if (empty()) {
            return;
        }
        Views taken;
        {
            const base::Lock lock(mutex_);
            taken.swap(views_);
            empty_.store(true, std::memory_order_seq_cst);
        }
        for (auto& [view, times] : taken) {
            View each = view;
            each.times = times;
            take(each);
        }
    }

    [[nodiscard]] bool empty() const { return empty_.load(std::memory_order_seq_cst); }

private:
    using Views = boost::unordered_flat_map<View, std::uint32_t, ViewHash>;

    std::size_t capacity_;
    base::Mutex mutex_;
    Views views_ GUARDED_BY(mutex_);  ///< the views' own `times` are 0
    std::atomic<bool> empty_{true};
};

}  // namespace stoppress::readership
