// SPDX-License-Identifier: GPL-3.0-or-later
// All rendered pages, within a bound of bytes: each is made once and shared by the loops, which keep pointers of their own.
// Thread: any but the loops', which never wait for its lock; size() also from those.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <string_view>
#include <vector>

#include "press/tagged_pages.hpp"

namespace stoppress::press {

class PageStore {
public:
    /// `evicted` is called (under no lock) with pages that were given up for room, for the loops to let go of them.
    using Evicted = std::function<void(std::vector<std::shared_ptr<const Page>>)>;

    PageStore(std::size_t limit_bytes, Evicted evicted) : limit_bytes_(limit_bytes), evicted_(std::move(evicted)) {}

    [[nodiscard]] std::shared_ptr<const Page> find(std::string_view key);
    /// Keeps the page unless what it was made from has changed meanwhile; makes room by giving up pages not sent for long (CLOCK).
    void insert(const std::shared_ptr<const Page>& page);
    /// Lets fall what is out of date. Before the loops learn of the new front.
    void let_fall(const Outdated& outdated);

    struct Size {
        std::size_t pages = 0;
        std::size_t bytes = 0;
    };
    /// As after the last change; takes no lock, so that loops may ask.
    [[nodiscard]] Size size() const;

private:
    std::vector<std::shared_ptr<const Page>> make_room();
    void publish_size();

    const std::size_t limit_bytes_;
    const Evicted evicted_;
    std::mutex mutex_;
    TaggedPages pages_;  // under mutex_, as are the rest
    RecentlyOutdated recent_;
    std::vector<std::weak_ptr<const Page>> clock_;  // fallen pages stay as expired or stale entries until the hand passes
    std::size_t hand_ = 0;
    std::size_t bytes_ = 0;
    // What size() returns. Written under mutex_; any thread reads it.
    std::atomic<std::size_t> published_pages_{0};
    std::atomic<std::size_t> published_bytes_{0};
};

}  // namespace stoppress::press
