// SPDX-License-Identifier: GPL-3.0-or-later
#include "readership/ranking/top_list.hpp"

#include <algorithm>

#include "readership/limits.hpp"

namespace stoppress::readership {
namespace {

constexpr std::size_t kKept = kRankingDepth + kRankSlack;

}  // namespace

std::vector<TopList::Place> TopList::places(const StorySums& sums, std::span<const StoryIndex> candidates) const {
    std::vector<Place> places;
    for (const auto index : candidates) {
        const auto& sum = sums.at(index);
        if (!sum.ranked || sum.views(window_) <= 0) {
            continue;
        }
        const auto key = sort_key_of(sum, window_);
        if (!outside_ || key > *outside_) {
            places.push_back({key, index});
        }
    }
    return places;
}

void TopList::rebuild(const StorySums& sums, std::span<const StoryIndex> candidates) {
    outside_.reset();
    order_ = places(sums, candidates);
    if (order_.size() > kKept) {
        const auto middle = order_.begin() + static_cast<std::ptrdiff_t>(kKept);
        std::ranges::nth_element(order_, middle, before);
        outside_ = middle->key;
        order_.erase(middle, order_.end());
        order_.shrink_to_fit();
    }
    std::ranges::sort(order_, before);
}

bool TopList::update(const StorySums& sums, std::span<const StoryIndex> touched) {
    auto entering = places(sums, touched);
    if (entering.size() > kKept) {
        // If more stories were viewed than have a place, only those that may get one are sorted.
        const auto middle = entering.begin() + static_cast<std::ptrdiff_t>(kKept);
        std::ranges::nth_element(entering, middle, before);
        outside_ = middle->key;
        entering.erase(middle, entering.end());
    }
    std::ranges::sort(entering, before);

    // Untouched stories are still sorted among themselves; the others are inserted again, or dropped.
    std::erase_if(order_, [&](const Place& place) { return sums.at(place.story).touched; });
    std::vector<Place> merged;
    merged.reserve(order_.size() + entering.size());
    std::ranges::merge(order_, entering, std::back_inserter(merged), before);
    order_ = std::move(merged);
    cut();
    return !outside_ || order_.size() >= kRankingDepth;
}

void TopList::cut() {
    if (order_.size() > kKept) {
        outside_ = std::max(outside_, std::optional(order_[kKept].key));
        order_.resize(kKept);
    }
}

std::shared_ptr<const std::vector<Ranked>> TopList::ranked() {
    std::vector<Ranked> now;
    now.reserve(std::min(order_.size(), kRankingDepth));
    for (const auto& place : std::span(order_).first(std::min(order_.size(), kRankingDepth))) {
        now.push_back(Ranked{.story = {place.key.id}, .views = place.key.views});
    }
    if (now != *ranked_) {
        ranked_ = std::make_shared<const std::vector<Ranked>>(std::move(now));
    }
    return ranked_;
}

}  // namespace stoppress::readership
