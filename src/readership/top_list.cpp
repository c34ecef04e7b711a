// SPDX-License-Identifier: GPL-3.0-or-later
#include "readership/top_list.hpp"

#include <algorithm>

#include "readership/limits.hpp"

namespace stoppress::readership {
namespace {

constexpr std::size_t kKept = kRankingDepth + kRankSlack;

class Before {
public:
    Before(const StorySums& sums, story::Window window) : sums_(sums), window_(window) {}
    bool operator()(StoryIndex a, StoryIndex b) const { return standing(sums_.at(a), window_) > standing(sums_.at(b), window_); }

private:
    const StorySums& sums_;
    story::Window window_;
};

}  // namespace

void TopList::rebuild(const StorySums& sums, std::span<const StoryIndex> candidates) {
    order_.clear();
    outside_.reset();
    std::ranges::copy_if(candidates, std::back_inserter(order_),
                         [&](StoryIndex index) { return sums.at(index).ranked && sums.at(index).views(window_) > 0; });
    const Before before(sums, window_);
    if (order_.size() > kKept) {
        const auto middle = order_.begin() + static_cast<std::ptrdiff_t>(kKept);
        std::ranges::nth_element(order_, middle, before);
        outside_ = standing(sums.at(*middle), window_);
        order_.erase(middle, order_.end());
        order_.shrink_to_fit();
    }
    std::ranges::sort(order_, before);
}

bool TopList::may_enter(const StorySum& sum) const {
    return sum.ranked && sum.views(window_) > 0 && (!outside_ || standing(sum, window_) > *outside_);
}

bool TopList::update(const StorySums& sums, std::span<const StoryIndex> touched) {
    const Before before(sums, window_);
    std::vector<StoryIndex> entering;
    std::ranges::copy_if(touched, std::back_inserter(entering), [&](StoryIndex index) { return may_enter(sums.at(index)); });
    std::ranges::sort(entering, before);

    // Those that were not touched are still in order among themselves; the others find their place anew, or none.
    std::erase_if(order_, [&](StoryIndex index) { return sums.at(index).touched; });
    std::vector<StoryIndex> merged;
    merged.reserve(order_.size() + entering.size());
    std::ranges::merge(order_, entering, std::back_inserter(merged), before);
    order_ = std::move(merged);
    cut(sums);
    return !outside_ || order_.size() >= kRankingDepth;
}

void TopList::cut(const StorySums& sums) {
    if (order_.size() > kKept) {
        // Whoever was outside before stood lower than everyone in the list.
        outside_ = standing(sums.at(order_[kKept]), window_);
        order_.resize(kKept);
    }
}

std::shared_ptr<const std::vector<Ranked>> TopList::ranked(const StorySums& sums) {
    std::vector<Ranked> now;
    now.reserve(std::min(order_.size(), kRankingDepth));
    for (const auto index : std::span(order_).first(std::min(order_.size(), kRankingDepth))) {
        now.push_back(Ranked{.story = sums.at(index).id, .views = sums.at(index).views(window_)});
    }
    if (now != *ranked_) {
        ranked_ = std::make_shared<const std::vector<Ranked>>(std::move(now));
    }
    return ranked_;
}

}  // namespace stoppress::readership
