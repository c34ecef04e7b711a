// SPDX-License-Identifier: GPL-3.0-or-later
#include "press/page_store.hpp"

namespace stoppress::press {

std::shared_ptr<const Page> PageStore::find(std::string_view key) {
    const base::Lock lock(mutex_);
    const auto* held = pages_.find(key);
    return held == nullptr ? nullptr : held->page;
}

void PageStore::insert(const std::shared_ptr<const Page>& page) {
    std::vector<std::shared_ptr<const Page>> given_up;
    {
        const base::Lock lock(mutex_);
        if (recent_.covers(*page)) {
            return;
        }
        if (const auto* held = pages_.find(page->key)) {
            if (held->page->change > page->change || held->page->sequence > page->sequence) {
                return;
            }
            bytes_ -= held->page->bytes;
            held->page->evicted.store(true, std::memory_order_relaxed);
        }
        pages_.insert(page);
        clock_.emplace_back(page);
        bytes_ += page->bytes;
        given_up = make_room();
        publish_size();
    }
    if (!given_up.empty()) {
        evicted_(std::move(given_up));
    }
}

std::vector<std::shared_ptr<const Page>> PageStore::make_room() {
    std::vector<std::shared_ptr<const Page>> given_up;
    while (bytes_ > limit_bytes_ && pages_.size() > 1 && !clock_.empty()) {
        if (hand_ >= clock_.size()) {
            hand_ = 0;
        }
        const auto page = clock_[hand_].lock();
        const bool gone = page == nullptr || page->evicted.load(std::memory_order_relaxed);
        if (!gone && page->used.exchange(false, std::memory_order_relaxed)) {
            ++hand_;
            continue;
        }
        // The last entry takes the free place: the order hardly matters to CLOCK.
        clock_[hand_] = std::move(clock_.back());
        clock_.pop_back();
        if (!gone) {
            bytes_ -= page->bytes;
            page->evicted.store(true, std::memory_order_relaxed);
            pages_.erase(*page);
            given_up.push_back(page);
        }
    }
    return given_up;
}

void PageStore::invalidate(const Outdated& outdated) {
    const base::Lock lock(mutex_);
    recent_.record(outdated);
    for (const auto& page : pages_.take_outdated(outdated)) {
        bytes_ -= page->bytes;
        page->evicted.store(true, std::memory_order_relaxed);
    }
    publish_size();
    // With constant changes the hand may never run, but stale entries must not pile up.
    if (clock_.size() > 2 * pages_.size() + 1024) {
        std::erase_if(clock_, [](const std::weak_ptr<const Page>& entry) {
            const auto page = entry.lock();
            return page == nullptr || page->evicted.load(std::memory_order_relaxed);
        });
    }
}

void PageStore::publish_size() {
    published_pages_.store(pages_.size(), std::memory_order_relaxed);
    published_bytes_.store(bytes_, std::memory_order_relaxed);
}

PageStore::Size PageStore::size() const {
    return {published_pages_.load(std::memory_order_relaxed), published_bytes_.load(std::memory_order_relaxed)};
}

}  // namespace stoppress::press
