// SPDX-License-Identifier: GPL-3.0-or-later
#include "readership/counting/counting.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>

#include "base/threads/this_thread.hpp"
#include "readership/limits.hpp"
#include "store/views/records.hpp"

namespace stoppress::readership {
namespace {

std::chrono::milliseconds pause_after(int failures) {
    const auto doubled = kFirstRetry * (1 << std::min(failures - 1, 10));
    return std::min<std::chrono::milliseconds>(doubled, kLastRetry);
}

}  // namespace

Counting::Counting(const base::Clock& clock, ViewStore& store, Loops loops, std::shared_ptr<Wakeup> wakeup, std::chrono::minutes repeat,
                   base::ZoneHours hours, Referrers& referrers, RankingWindow::Publish publish)
    : clock_(clock),
      store_(store),
      loops_(loops),
      wakeup_(std::move(wakeup)),
      deduplicator_(repeat, referrers),
      ranking_window_(store, hours, std::move(publish)),
      audience_(clock.now()) {}

Counting::~Counting() {
    stop();
}

void Counting::stop() {
    stopping_.store(true, std::memory_order_seq_cst);
    wakeup_->wake();
    if (thread_.joinable()) {
        thread_.join();
    }
}

base::Result<void> Counting::start() {
    TRY_VOID(ranking_window_.load(clock_.now()));
    thread_ = std::jthread([this] { run(); });
    return {};
}

void Counting::committed() {
    log_moved_.store(true, std::memory_order_seq_cst);
    wakeup_->view_added();
}

void Counting::run() {
    base::name_this_thread("counting");
    base::take_rank(base::Rank::counting);
    while (true) {
        // Checked before the rings are emptied: afterwards no loop counts any more, so this drain gets everything.
        const bool stopping = stopping_.load(std::memory_order_seq_cst);
        const auto now = std::chrono::steady_clock::now();
        if (stopping && !stop_seen_) {
            stop_seen_ = true;
            failures_ = 0;
        }
        drain(now);
        follow_changes(now);
        if (on_its_way_ && on_its_way_->finished()) {
            settle(now);
        }
        refuse_late_beacons(now);
        if (!on_its_way_) {
            move_on(now);
            follow_others(now);
            if (stopping && (!something_waits() || failures_ >= kFinalAttempts)) {
                break;
            }
            if (stopping ? failures_ == 0 || now >= retry_at_ : due(now)) {
                submit();
            }
        }
        if (const auto next = ranking_window_.next_publication(); next && *next <= now) {
            ranking_window_.publish(now);
        }
        store_.run_periodic(now);
        note_figures();
        rest(now);
    }
    give_up();
}

void Counting::drain(Steady now) {
    for (const auto& loop : loops_) {
        const auto take = [&](const View& view) {
            waiting_views_.push_back(view);
            if (waiting_views_.size() >= kWaitingViews) {
                deduplicate_waiting();
            }
        };
        loop->views().pop_all(take);
        loop->overflow().take_all(take);
        loop->beacons().pop_all([&](Beacon beacon) {
            if (waiting_beacons_.size() < kWaitingBeacons) {
                waiting_beacons_.push_back(std::move(beacon));
            } else {
                beacon.durable(base::fail(base::ErrorCode::unavailable, "too many views are waiting to be stored; try again later"));
            }
        });
    }
    if (!waiting_views_.empty() && !views_since_) {
        views_since_ = now;
    }
    if (!waiting_beacons_.empty() && !beacons_since_) {
        beacons_since_ = now;
    }
}

void Counting::follow_changes(Steady now) {
    if (now < follow_at_ || !log_moved_.exchange(false, std::memory_order_seq_cst)) {
        return;
    }
    if (const auto followed = ranking_window_.follow_changes(); !followed.has_value()) {
        spdlog::warn("the rankings do not show the latest changes yet, retrying: {}", followed.error().message);
        log_moved_.store(true, std::memory_order_seq_cst);
        follow_at_ = now + kIdle;
    }
    if (ranking_window_.has_stale() && !views_since_) {
        views_since_ = now;
    }
}

void Counting::follow_others(Steady now) {
    if (!store_.shared() || now < follow_others_at_ || stop_seen_) {
        return;
    }
    follow_others_at_ = now + kFollowEvery;
    const auto followed = ranking_window_.follow_others(
        clock_.now(), [this](std::span<const store::ViewCount> counts) { audience_.take(counts, clock_.now()); });
    if (!followed.has_value()) {
        follow_others_at_ = now + kIdle;
        if (!others_lost_) {
            spdlog::warn("the rankings cannot read the views counted by other nodes: {}", followed.error().message);
        }
    }
    others_lost_ = !followed.has_value();
}

bool Counting::something_waits() const {
    return !waiting_views_.empty() || !waiting_beacons_.empty() || deduplicator_.has_open();
}

Counting::Steady Counting::next_batch(Steady now) const {
    auto next = now + kIdle;
    if (views_since_) {
        next = std::min(next, *views_since_ + kTick);
    }
    if (deduplicator_.has_open()) {
        next = std::min(next, retry_at_);
    }
    if (failures_ > 0) {
        // While the disk cannot be written, a beacon is answered after a tick: truthfully, and without a hundred
        // attempts a second.
        return beacons_since_ ? std::min(retry_at_, *beacons_since_ + kTick) : std::max(next, retry_at_);
    }
    if (beacons_since_) {
        next = std::min(next, waiting_beacons_.size() >= last_beacons_ ? now : *beacons_since_ + kGather);
    }
    return next;
}

bool Counting::due(Steady now) const {
    return (something_waits() || ranking_window_.has_stale()) && next_batch(now) <= now;
}

/// If views arrive faster than batches are committed, they are checked before their batch is made: sums take less memory
/// than views.
void Counting::deduplicate_waiting() {
    const auto now = clock_.now();
    deduplicator_.set_time(now, ranking_window_.hour_for(now));
    base::YieldToWriter yield_to_writer(kStepsAtOnce);
    const bool behind = waiting_views_.size() > kYieldBelow;
    for (const auto& view : waiting_views_) {
        deduplicator_.page(view);
        if (!behind) {
            yield_to_writer.after_step();
        }
    }
    waiting_views_.clear();
}

std::shared_ptr<ViewBatch> Counting::make_batch() {
    base::YieldToWriter yield_to_writer(kStepsAtOnce);
    deduplicate_waiting();
    auto batch = std::make_shared<ViewBatch>(wakeup_);
    const auto taken = static_cast<std::ptrdiff_t>(std::min(waiting_beacons_.size(), kBatchBeacons));
    batch->looked_up = ranking_window_.take_stale(kBatchLookups);
    for (auto& beacon : std::span(waiting_beacons_).first(static_cast<std::size_t>(taken))) {
        batch->beacons.push_back(deduplicator_.beacon(std::move(beacon)));
        if (!ranking_window_.visible(batch->beacons.back().story)) {
            batch->looked_up.push_back(batch->beacons.back().story);
        }
    }
    waiting_beacons_.erase(waiting_beacons_.begin(), waiting_beacons_.begin() + taken);
    batch->tallies = deduplicator_.take();
    batch->referrer_tallies = deduplicator_.take_referrers();
    batch->seen = deduplicator_.take_seen();
    for (auto& tally : batch->tallies) {
        tally.visible = ranking_window_.visible(tally.story);
        if (!tally.visible) {
            batch->looked_up.push_back(tally.story);
        }
        yield_to_writer.after_step();
    }
    for (auto& tally : batch->referrer_tallies) {
        tally.visible = ranking_window_.visible(tally.story);
    }
    std::ranges::sort(batch->looked_up);
    const auto doubles = std::ranges::unique(batch->looked_up);
    batch->looked_up.erase(doubles.begin(), doubles.end());
    return batch;
}

void Counting::submit() {
    on_its_way_ = make_batch();
    last_beacons_ = on_its_way_->beacons.size();
    const auto now = std::chrono::steady_clock::now();
    views_since_ = ranking_window_.has_stale() ? std::optional(now) : std::nullopt;
    beacons_since_ = waiting_beacons_.empty() ? std::nullopt : std::optional(now);
    if (on_its_way_->tallies.empty() && on_its_way_->looked_up.empty()) {
        // Only repeats: the views that they repeat were committed before, since no other batch is being committed.
        on_its_way_->finish({});
        settle(now);
    } else {
        deduplicator_.await(on_its_way_->beacons);
        store_.commit(on_its_way_);
    }
}

void Counting::settle(Steady now) {
    const auto batch = std::exchange(on_its_way_, nullptr);
    audience_.take(*batch, clock_.now(), [this](base::StoryId story) { return ranking_window_.visible(story); });
    if (!batch->outcome().has_value()) {
        const bool unknown = batch->outcome().error().code == base::ErrorCode::outcome_unknown;
        if (unknown) {
            spdlog::error("it is not known whether the views of {} stories were stored; they are not counted again: {}",
                          batch->tallies.size(), batch->outcome().error().message);
        } else {
            if (!std::exchange(failure_logged_, true)) {
                spdlog::error("views cannot be stored; they are kept in memory and retried: {}", batch->outcome().error().message);
            }
            deduplicator_.restore(batch->tallies, batch->referrer_tallies);
        }
        for (const auto& beacon : batch->beacons) {
            if (beacon.remembered) {
                deduplicator_.forget(*beacon.remembered);
            }
        }
        deduplicator_.decided();
        auto stale = batch->looked_up;
        if (batch->outcome().error().code == base::ErrorCode::not_found) {
            // A story that was known to be visible is not.
            std::ranges::transform(batch->tallies, std::back_inserter(stale), &Tally::story);
        }
        ranking_window_.mark_stale(stale);
        if (ranking_window_.has_stale()) {
            views_since_ = now;
        }
        ++failures_;
        figures_.failed.fetch_add(1, std::memory_order_relaxed);
        retry_at_ = now + (stop_seen_ ? kFirstRetry : pause_after(failures_));
        return;
    }
    if (failures_ > 0) {
        spdlog::info("views can be stored again");
        failures_ = 0;
        failure_logged_ = false;
    }
    for (const auto& beacon : batch->beacons) {
        if (beacon.remembered && batch->refused(beacon.story)) {
            deduplicator_.forget(*beacon.remembered);
        }
    }
    deduplicator_.decided();
    deduplicator_.note_stored(batch->referrers);
    ranking_window_.apply(*batch);
    for (const auto& count : batch->counts) {
        figures_.views.fetch_add(static_cast<std::uint64_t>(count.views), std::memory_order_relaxed);
        figures_.robots.fetch_add(static_cast<std::uint64_t>(count.robots), std::memory_order_relaxed);
    }
    figures_.batches.fetch_add(1, std::memory_order_relaxed);
}

void Counting::move_on(Steady now) {
    if (now < move_on_at_) {
        return;
    }
    move_on_at_ = {};
    if (const auto moved = ranking_window_.move_on(clock_.now()); !moved.has_value()) {
        spdlog::warn("the rankings still show the previous hour, retrying: {}", moved.error().message);
        move_on_at_ = now + kIdle;
    }
}

void Counting::rest(Steady now) {
    const bool committing = on_its_way_ != nullptr;
    auto until = committing ? now + kTick : stop_seen_ ? (failures_ == 0 ? now : retry_at_) : next_batch(now);
    if (!committing && beacons_since_) {
        until = std::min(until, now + kGatherLook);
    }
    if (const auto next = ranking_window_.next_publication()) {
        until = std::min(until, *next);
    }
    if (store_.shared() && !committing) {
        until = std::min(until, follow_others_at_);
    }
    auto depth = Wakeup::Sleep::until_something;
    if (committing || beacons_since_) {
        depth = Wakeup::Sleep::until_told;
    } else if (views_since_) {
        depth = Wakeup::Sleep::until_beacon;
    }
    const auto ready = [&] {
        if (stopping_.load(std::memory_order_seq_cst) && !stop_seen_) {
            return true;
        }
        if (committing) {
            return on_its_way_->finished();
        }
        const auto adds = [&](const auto& loop) {
            return depth == Wakeup::Sleep::until_something ? !loop->empty()
                                                           : depth == Wakeup::Sleep::until_beacon && !loop->beacons().empty();
        };
        return std::ranges::any_of(loops_, adds) ||
               (depth == Wakeup::Sleep::until_something && log_moved_.load(std::memory_order_seq_cst) && now >= follow_at_);
    };
    const auto left = until - std::chrono::steady_clock::now();
    if (left.count() > 0) {
        wakeup_->sleep(depth, left, ready);
    }
}

/// Nothing was done for these: a commit with an unknown outcome may delay the next batch for as long as the
/// database is away.
void Counting::refuse_late_beacons(Steady now) {
    if (!on_its_way_ || !beacons_since_ || now - *beacons_since_ < kBeaconPatience) {
        return;
    }
    for (auto& beacon : waiting_beacons_) {
        beacon.durable(base::fail(base::ErrorCode::unavailable, "the view could not be stored; try again later"));
    }
    waiting_beacons_.clear();
    beacons_since_.reset();
}

void Counting::note_figures() {
    figures_.repeats.store(deduplicator_.repeats(), std::memory_order_relaxed);
    figures_.waiting.store(waiting_views_.size() + waiting_beacons_.size(), std::memory_order_relaxed);
    auto lost = deduplicator_.lost();
    for (const auto& loop : loops_) {
        lost += loop->lost();
    }
    if (lost != figures_.lost.exchange(lost, std::memory_order_relaxed)) {
        spdlog::error("{} views have been lost since the program started: they arrived faster than they could be counted", lost);
    }
}

void Counting::give_up() {
    for (auto& beacon : waiting_beacons_) {
        beacon.durable(base::fail(base::ErrorCode::unavailable, "the server is shutting down; try again later"));
    }
    const auto left = deduplicator_.take();
    if (!left.empty() || !waiting_views_.empty()) {
        spdlog::error("the views of {} stories could not be stored before shutdown and are lost", left.size());
    }
}

}  // namespace stoppress::readership
