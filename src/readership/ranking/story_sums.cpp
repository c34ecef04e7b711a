// SPDX-License-Identifier: GPL-3.0-or-later
#include "readership/ranking/story_sums.hpp"

#include "store/views/records.hpp"

#include <algorithm>
#include <limits>

namespace stoppress::readership {
namespace {

std::uint32_t clamped(std::int64_t views) {
    return static_cast<std::uint32_t>(std::clamp<std::int64_t>(views, 0, std::numeric_limits<std::uint32_t>::max()));
}

}  // namespace

StoryIndex StorySums::put(const store::RankingFacts& facts) {
    const auto [found, is_new] = by_id_.try_emplace(facts.story.value, static_cast<StoryIndex>(sums_.size()));
    if (is_new) {
        sums_.push_back(StorySum{.id = facts.story});
    }
    auto& sum = sums_[found->second];
    sum.section = facts.section;
    sum.language = language(facts.language);
    sum.published_at = facts.published_at;
    sum.visible = facts.published;
    sum.ranked = facts.published && facts.kind == story::Kind::article;
    sum.stale = false;
    touch(found->second);
    return found->second;
}

std::optional<StoryIndex> StorySums::find(base::StoryId id) const {
    const auto found = by_id_.find(id.value);
    return found == by_id_.end() ? std::nullopt : std::optional(found->second);
}

void StorySums::add(StoryIndex index, base::Hour hour, std::int64_t views) {
    sums_[index].all += views;
    add_recent(index, hour, views);
}

void StorySums::add_recent(StoryIndex index, base::Hour hour, std::int64_t views) {
    for (std::size_t i = 0; i < sums_[index].recent.size(); ++i) {
        // Hours after the current one (the clock was set back) belong to every window, as in the store's own sums.
        if (hour > hour_ - *hours_of(kWindows[i])) {
            sums_[index].recent[i] = clamped(std::int64_t{sums_[index].recent[i]} + views);
        }
    }
    touch(index);
}

void StorySums::put_total(const store::ViewCount& total, const store::RankingFacts& facts) {
    if (total.views > 0) {
        sums_[put(facts)].all = total.views;
    }
}

void StorySums::put_hour(const store::ViewCount& count) {
    if (const auto index = find(count.story); index && count.views > 0) {
        add_recent(*index, count.hour, count.views);
    }
}

base::Hour StorySums::first_hour() const {
    return hour_ - *hours_of(story::Window::month) + std::chrono::hours{1};
}

StorySums::Hours StorySums::leaving(story::Window window, base::Hour hour) const {
    const auto hours = hours_of(window);
    return hours ? Hours{.first = hour_ - *hours + std::chrono::hours{1}, .last = hour - *hours} : Hours{};
}

void StorySums::subtract(StoryIndex index, story::Window window, std::int64_t views) {
    auto& sum = sums_[index].recent[static_cast<std::size_t>(window)];
    sum = clamped(std::int64_t{sum} - views);
    touch(index);
}

void StorySums::touch(StoryIndex index) {
    if (!sums_[index].touched) {
        sums_[index].touched = true;
        touched_.push_back(index);
    }
}

void StorySums::forget_touched() {
    for (const auto index : touched_) {
        sums_[index].touched = false;
    }
    touched_.clear();
}

LanguageIndex StorySums::language(const std::string& tag) {
    const auto found = std::ranges::find(languages_, tag);
    if (found == languages_.end()) {
        languages_.push_back(tag);
        return static_cast<LanguageIndex>(languages_.size() - 1);
    }
    return static_cast<LanguageIndex>(found - languages_.begin());
}

}  // namespace stoppress::readership
