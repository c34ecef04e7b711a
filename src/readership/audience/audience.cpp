// SPDX-License-Identifier: GPL-3.0-or-later
#include "readership/audience/audience.hpp"

#include "store/views/records.hpp"

#include <algorithm>

namespace stoppress::readership {
namespace {

std::chrono::sys_time<std::chrono::minutes> minute_of(base::Time time) {
    return std::chrono::floor<std::chrono::minutes>(time);
}

}  // namespace

Audience::Audience(base::Time now) : since_(now), now_(now) {
    minutes_.push_back(Minute{.at = minute_of(now), .sum = {}, .stories = {}});
}

void Audience::move_to(base::Time now) {
    const auto minute = minute_of(now);
    const auto last = minutes_.back().at;
    if (now > now_) {
        elapsed_ += now - now_;
    }
    now_ = now;
    const auto second = std::chrono::floor<std::chrono::seconds>(elapsed_).count();
    readers_.set_time(second);
    readers_of_stories_.set_time(second);
    if (minute < last - kMinutesKept) {
        // Views from before the clock was set belong to no minute of the new time.
        since_ = now;
        minutes_.clear();
        minutes_.push_back(Minute{.at = minute, .sum = {}, .stories = {}});
    } else if (minute > last + kMinutesKept) {
        minutes_.clear();
        minutes_.push_back(Minute{.at = minute - kMinutesKept + std::chrono::minutes(1), .sum = {}, .stories = {}});
    }
    // A clock that steps back a little stays in its minute.
    while (minutes_.back().at < minute) {
        minutes_.push_back(Minute{.at = minutes_.back().at + std::chrono::minutes(1), .sum = {}, .stories = {}});
    }
    while (minutes_.size() > static_cast<std::size_t>(kMinutesKept.count())) {
        minutes_.pop_front();
    }
}

void Audience::add(std::span<const store::ViewCount> counts) {
    auto& minute = minutes_.back();
    for (const auto& count : counts) {
        const store::ViewSum added{.views = count.views, .robots = count.robots};
        minute.sum += added;
        if (const auto found = minute.stories.find(count.story.value); found != minute.stories.end()) {
            found->second += added;
        } else if (minute.stories.size() < kStoriesOfMinute) {
            minute.stories.emplace(count.story.value, added);
        } else {
            minute.whole = false;
        }
    }
}

void Audience::take(const ViewBatch& batch, base::Time now, const std::function<bool(base::StoryId)>& is_known) {
    const base::Lock lock(mutex_);
    move_to(now);
    const bool stored = batch.outcome().has_value();
    if (stored) {
        add(batch.counts);
    }
    for (const auto& seen : batch.seen) {
        if (stored ? !batch.refused(seen.story) : is_known(seen.story)) {
            readers_.note(seen.reader, seen.former_reader, seen.story);
            readers_of_stories_.note(seen.reader_of_story, seen.former_reader_of_story, seen.story);
        }
    }
}

void Audience::take(std::span<const store::ViewCount> counts, base::Time now) {
    const base::Lock lock(mutex_);
    move_to(now);
    add(counts);
}

template <class Of>
std::vector<MinuteSum> Audience::minutes(Of of) const {
    std::vector<MinuteSum> sums;
    sums.reserve(minutes_.size());
    for (const auto& minute : minutes_) {
        sums.push_back({.at = minute.at, .sum = of(minute)});
    }
    return sums;
}

ReadingNow Audience::now(base::Time now, std::size_t most) {
    const base::Lock lock(mutex_);
    move_to(now);
    ReadingNow reading{
        .since = since_, .readers = readers_.count(), .minutes = minutes([](const Minute& minute) { return minute.sum; }), .stories = {}};
    std::vector<StoryRead> stories;
    stories.reserve(readers_of_stories_.stories().size());
    for (const auto& [story, readers] : readers_of_stories_.stories()) {
        stories.push_back({.story = {story}, .readers = readers, .views = 0});
    }
    const auto shown = static_cast<std::ptrdiff_t>(std::min(most, stories.size()));
    std::ranges::partial_sort(stories, stories.begin() + shown, [](const StoryRead& one, const StoryRead& other) {
        return std::pair(one.readers, one.story.value) > std::pair(other.readers, other.story.value);
    });
    stories.resize(static_cast<std::size_t>(shown));
    for (auto& story : stories) {
        for (const auto& minute : minutes_) {
            const auto found = minute.stories.find(story.story.value);
            story.views += found == minute.stories.end() ? 0 : found->second.views;
        }
    }
    reading.stories = std::move(stories);
    return reading;
}

StoryNow Audience::now(base::Time now, base::StoryId story) {
    const base::Lock lock(mutex_);
    move_to(now);
    const auto of_story = [&](const Minute& minute) {
        const auto found = minute.stories.find(story.value);
        return found == minute.stories.end() ? store::ViewSum{} : found->second;
    };
    const bool whole = std::ranges::all_of(minutes_, &Minute::whole);
    return {.since = since_, .readers = readers_of_stories_.count(story), .minutes = minutes(of_story), .whole = whole};
}

}  // namespace stoppress::readership
