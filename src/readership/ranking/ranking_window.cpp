// SPDX-License-Identifier: GPL-3.0-or-later
#include "readership/ranking/ranking_window.hpp"

#include <algorithm>
#include <array>

#include "base/threads/this_thread.hpp"
#include "readership/limits.hpp"
#include "store/views/records.hpp"

namespace stoppress::readership {

RankingWindow::RankingWindow(ViewStore& store, base::ZoneHours hours, Publish publish)
    : store_(store), hours_(hours), publish_(std::move(publish)) {}

base::Result<void> RankingWindow::load(base::Time now) {
    StorySums sums(hours_.hour_of(now));
    TRY(const auto change,
        store_.load(
            sums.first_hour(), [&](const store::ViewCount& total, const store::RankingFacts& facts) { sums.put_total(total, facts); },
            [&](const store::ViewCount& hour) { sums.put_hour(hour); }));
    sums.forget_touched();
    sums_ = std::move(sums);
    change_ = change;
    lists_.rebuild(sums_);
    stale_.clear();
    incomplete_ = false;
    publish(std::chrono::steady_clock::now());
    return {};
}

base::Hour RankingWindow::hour_for(base::Time now) const {
    const auto hour = hours_.hour_of(now);
    return hour == sums_.hour() - std::chrono::hours{1} ? sums_.hour() : hour;
}

base::Result<void> RankingWindow::move_on(base::Time now) {
    const auto hour = hour_for(now);
    if (hour == sums_.hour()) {
        return {};
    }
    if (hour < sums_.hour() || hour > sums_.hour() + kReloadHours) {
        return load(now);
    }
    // All are read before anything is changed, so that the sums stay as they were on failure.
    std::array<std::vector<store::ViewCount>, kWindows.size()> leaving;
    for (std::size_t i = 0; i < kWindows.size(); ++i) {
        TRY_VOID(take_leaving(kWindows[i], hour, leaving[i]));
    }
    for (std::size_t i = 0; i < kWindows.size(); ++i) {
        for (const auto& count : leaving[i]) {
            if (const auto index = sums_.find(count.story)) {
                sums_.subtract(*index, kWindows[i], count.views);
            }
        }
    }
    sums_.move_to(hour);
    return {};
}

base::Result<void> RankingWindow::take_leaving(story::Window window, base::Hour hour, std::vector<store::ViewCount>& leaving) {
    const auto span = sums_.leaving(window, hour);
    if (span.first > span.last) {
        return {};
    }
    return store_.hours(span.first, span.last, [&](const store::ViewCount& count) {
        if (count.views > 0) {
            leaving.push_back(count);
        }
    });
}

bool RankingWindow::visible(base::StoryId story) const {
    const auto index = sums_.find(story);
    return index && sums_.at(*index).visible && !sums_.at(*index).stale;
}

base::Result<void> RankingWindow::follow_changes() {
    std::vector<base::StoryId> changed;
    TRY(change_, store_.changes(change_, [&](base::StoryId story) { changed.push_back(story); }));
    mark_stale(changed);
    if (looking_up_) {
        changed_since_.insert(changed_since_.end(), changed.begin(), changed.end());
    }
    return {};
}

void RankingWindow::mark_stale(std::span<const base::StoryId> stories) {
    for (const auto story : stories) {
        const auto index = sums_.find(story);
        if (!index) {
            continue;
        }
        auto& sum = sums_.at(*index);
        sum.stale = true;
        if (!sum.queued) {
            sum.queued = true;
            stale_.push_back(story);
        }
    }
}

std::vector<base::StoryId> RankingWindow::take_stale(std::size_t limit) {
    looking_up_ = true;
    changed_since_.clear();
    const auto taken = std::min(limit, stale_.size());
    std::vector<base::StoryId> stories(stale_.end() - static_cast<std::ptrdiff_t>(taken), stale_.end());
    stale_.resize(stale_.size() - taken);
    for (const auto story : stories) {
        sums_.at(*sums_.find(story)).queued = false;
    }
    return stories;
}

void RankingWindow::apply(const ViewBatch& batch) {
    for (const auto& answer : batch.answers) {
        if (answer.facts && sums_.find(answer.story)) {
            sums_.put(*answer.facts);
        }
    }
    base::YieldToWriter yield_to_writer(kStepsAtOnce);
    for (const auto& count : batch.counts) {
        yield_to_writer.after_step();
        if (count.views == 0) {
            continue;
        }
        auto index = sums_.find(count.story);
        if (!index) {
            // Stories enter the sums with their first view, whose batch has asked for their facts.
            const auto* answer = batch.answer(count.story);
            if (answer == nullptr || !answer->facts) {
                continue;
            }
            index = sums_.put(*answer->facts);
        }
        sums_.add(*index, count.hour, count.views);
    }
    looking_up_ = false;
    mark_stale(std::exchange(changed_since_, {}));
}

base::Result<void> RankingWindow::follow_others(base::Time now, const std::function<void(std::span<const store::ViewCount>)>& counted) {
    if (incomplete_) {
        return load(now);
    }
    std::vector<store::ViewCount> counts;
    auto followed = store_.others([&](const store::ViewCount& count) { counts.push_back(count); });
    if (!followed.has_value()) {
        return followed.error().code == base::ErrorCode::stale ? load(now) : followed;
    }
    counted(counts);
    std::erase_if(counts, [](const store::ViewCount& count) { return count.views == 0; });
    std::vector<base::StoryId> fresh;
    for (const auto& count : counts) {
        if (!sums_.find(count.story)) {
            fresh.push_back(count.story);
        }
    }
    if (!fresh.empty()) {
        std::ranges::sort(fresh);
        const auto doubles = std::ranges::unique(fresh);
        fresh.erase(doubles.begin(), doubles.end());
        const auto facts = store_.facts(fresh);
        if (!facts.has_value()) {
            // Views that were read are not returned again. The database may just have become unreachable, so this may
            // fail, too.
            incomplete_ = true;
            return load(now);
        }
        for (const auto& one : *facts) {
            sums_.put(one);
        }
    }
    for (const auto& count : counts) {
        if (const auto index = sums_.find(count.story)) {
            sums_.add(*index, count.hour, count.views);
        }
    }
    return {};
}

std::optional<RankingWindow::Steady> RankingWindow::next_publication() const {
    return sums_.touched().empty() ? std::nullopt : std::optional(not_before_);
}

void RankingWindow::publish(Steady now) {
    lists_.update(sums_);
    sums_.forget_touched();
    if (auto ranking = lists_.snapshot(sums_)) {
        publish_(std::move(ranking));
    }
    const auto cost = std::chrono::steady_clock::now() - now;
    not_before_ = now + std::clamp<std::chrono::nanoseconds>(cost * kRankShare, kRankEvery, kRankAtLeastEvery);
}

}  // namespace stoppress::readership
