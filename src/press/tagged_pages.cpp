// SPDX-License-Identifier: GPL-3.0-or-later
#include "press/tagged_pages.hpp"

#include "store/transaction/tags.hpp"

#include <algorithm>

namespace stoppress::press {

namespace {

bool shares_any(const store::Tags& page_tags, const store::Tags& changed) {
    return std::ranges::any_of(page_tags, [&](const store::Tag& tag) { return std::ranges::find(changed, tag) != changed.end(); });
}

}  // namespace

TaggedPages::Held* TaggedPages::find(std::string_view key) {
    const auto found = pages_.find(key);
    return found == pages_.end() ? nullptr : &found->second;
}

void TaggedPages::insert(std::shared_ptr<const Page> page) {
    if (const auto held = pages_.find(page->key); held != pages_.end()) {
        drop_tags(*held->second.page);
        pages_.erase(held);
    }
    for (const auto* tags : {&page->tags, &page->state_tags}) {
        for (const auto& tag : *tags) {
            by_tag_[tag].insert(page.get());
        }
    }
    const std::string_view key = page->key;
    pages_.emplace(key, Held{std::move(page), {}});
}

void TaggedPages::erase(const Page& page) {
    const auto found = pages_.find(page.key);
    if (found == pages_.end() || found->second.page.get() != &page) {
        return;
    }
    drop_tags(page);
    pages_.erase(found);
}

void TaggedPages::drop_tags(const Page& page) {
    for (const auto* tags : {&page.tags, &page.state_tags}) {
        for (const auto& tag : *tags) {
            const auto found = by_tag_.find(tag);
            if (found == by_tag_.end()) {
                continue;
            }
            found->second.erase(&page);
            if (found->second.empty()) {
                by_tag_.erase(found);
            }
        }
    }
}

std::vector<std::shared_ptr<const Page>> TaggedPages::take_outdated(const Outdated& outdated) {
    std::unordered_set<const Page*> fallen;
    const auto gather = [&](const store::Tags& tags, const auto& is_older) {
        for (const auto& tag : tags) {
            if (const auto found = by_tag_.find(tag); found != by_tag_.end()) {
                std::ranges::copy_if(found->second, std::inserter(fallen, fallen.end()), is_older);
            }
        }
    };
    gather(outdated.tags, [&](const Page* page) { return page->change < outdated.number; });
    gather(outdated.state_tags, [&](const Page* page) { return page->sequence < outdated.sequence; });
    std::vector<std::shared_ptr<const Page>> taken;
    for (const auto* page : fallen) {
        taken.push_back(find(page->key)->page);
        erase(*page);
    }
    return taken;
}

void TaggedPages::clear() {
    pages_.clear();
    by_tag_.clear();
}

void RecentlyOutdated::record(const Outdated& outdated) {
    if (ring_.size() < kRemembered) {
        ring_.push_back(outdated);
        return;
    }
    auto& oldest = ring_[next_];
    forgotten_number_ = std::max(forgotten_number_, oldest.number);
    forgotten_sequence_ = std::max(forgotten_sequence_, oldest.sequence);
    oldest = outdated;
    next_ = (next_ + 1) % kRemembered;
}

bool RecentlyOutdated::covers(const Page& page) const {
    if (page.change < forgotten_number_ || page.sequence < forgotten_sequence_) {
        return true;
    }
    return std::ranges::any_of(ring_, [&](const Outdated& outdated) {
        return (outdated.number > page.change && shares_any(page.tags, outdated.tags)) ||
               (outdated.sequence > page.sequence && shares_any(page.state_tags, outdated.state_tags));
    });
}

}  // namespace stoppress::press
