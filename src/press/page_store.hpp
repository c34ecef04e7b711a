// SPDX-License-Identifier: GPL-3.0-or-later
// All rendered pages, within a limit of bytes: each is made once and shared by the loops, which keep pointers
// of their own.
// Thread: any but a loop's, because calls may wait for its lock; size() any.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <string_view>
#include <vector>

#include "base/threads/mutex.hpp"
#include "press/tagged_pages.hpp"

namespace stoppress::press {

class PageStore {
public:
    /// `evicted` is called (without the lock) with pages evicted to free memory, so that the loops release them.
    using Evicted = std::function<void(std::vector<std::shared_ptr<const Page>>)>;

    PageStore(std::size_t limit_bytes, Evicted evicted) : limit_bytes_(limit_bytes), evicted_(std::move(evicted)) {}

    [[nodiscard]] std::shared_ptr<const Page> find(std::string_view key);
    /// Caches the page unless something that it depends on has changed meanwhile; evicts pages that were not sent for
    /// long (CLOCK).
    void insert(const std::shared_ptr<const Page>& page);
    /// Removes invalidated pages. Call it before the loops get the new state.
    void invalidate(const Outdated& outdated);

    struct Size {
        std::size_t pages = 0;
        std::size_t bytes = 0;
    };
    /// The size after the last change; takes no lock, so loops may call it.
    [[nodiscard]] Size size() const;

private:
    std::vector<std::shared_ptr<const Page>> make_room() REQUIRES(mutex_);
    void publish_size() REQUIRES(mutex_);

    const std::size_t limit_bytes_;
    const Evicted evicted_;
    base::Mutex mutex_;
    TaggedPages pages_ GUARDED_BY(mutex_);
    RecentlyOutdated recent_ GUARDED_BY(mutex_);
    std::vector<std::weak_ptr<const Page>> clock_ GUARDED_BY(mutex_);  // removed pages stay as expired entries until the hand passes
    std::size_t hand_ GUARDED_BY(mutex_) = 0;
    std::size_t bytes_ GUARDED_BY(mutex_) = 0;
    // The result of size(): read by any thread.
    std::atomic<std::size_t> published_pages_{0};
    std::atomic<std::size_t> published_bytes_{0};
};

}  // namespace stoppress::press
