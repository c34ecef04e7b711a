// SPDX-License-Identifier: GPL-3.0-or-later
#include "readership/counting/view_store.hpp"

#include <algorithm>

#include "readership/counting/read_views.hpp"
#include "readership/limits.hpp"
#include "store/engine/read_pool.hpp"
#include "store/transaction/change_log.hpp"
#include "store/transaction/read_snapshot.hpp"
#include "store/views/view_reader.hpp"
#include "store/views/view_writer.hpp"

namespace stoppress::readership {
namespace {

/// `log`: with several nodes none adds to the sums by itself.
base::Result<void> add(ViewBatch& batch, store::WriteTransaction& transaction, bool log) {
    batch.answers.clear();
    for (const auto story : batch.looked_up) {
        auto facts = store::ViewWriter(transaction).ranking_facts(story);
        if (facts.has_value()) {
            batch.answers.push_back(Answer{.story = story, .facts = std::move(*facts)});
        } else if (facts.error().code == base::ErrorCode::not_found) {
            batch.answers.push_back(Answer{.story = story, .facts = std::nullopt});
        } else {
            return std::move(facts).error();
        }
    }
    batch.count();
    if (batch.counts.empty()) {
        return {};
    }
    const bool small = batch.counts.size() <= kAddedAtOnce && batch.referrers.size() <= kAddedAtOnce;
    return !log && small ? store::ViewWriter(transaction).add_views(batch.counts, batch.referrers)
                         : store::ViewWriter(transaction).log_views(batch.counts, batch.referrers);
}

}  // namespace

base::Result<base::ChangeNumber> SiteViewStore::load(base::Hour first, const EachTotal& total, const EachHour& hour) {
    TRY_VOID(add_up());
    base::ChangeNumber number = 0;
    const auto begun = std::chrono::steady_clock::now();
    const auto read = [&](store::ReadSnapshot& snapshot) -> base::Result<void> {
        TRY(number, snapshot.change_number());
        if (shared()) {
            return load_shared(snapshot, first, total, hour);
        }
        TRY_VOID(store::ViewReader(snapshot).totals(total));
        return store::ViewReader(snapshot).hours_between(first, base::Hour::max(), hour);
    };
    TRY_VOID(pool_.run(read));
    followed_at_ = begun;
    return number;
}

/// Other nodes log views at any moment: those not in the sums yet are added, too, and views after this very
/// state are followed.
base::Result<void> SiteViewStore::load_shared(store::ReadSnapshot& snapshot, base::Hour first, const EachTotal& total,
                                              const EachHour& hour) {
    TRY(auto cursor, store::ViewReader(snapshot).view_cursor());
    TRY_VOID(read_views(snapshot, first, total, hour));
    cursor_ = std::move(cursor);
    return {};
}

base::Result<void> SiteViewStore::others(const EachHour& each) {
    const auto now = std::chrono::steady_clock::now();
    if (now - followed_at_ > kFollowedAtLeastEvery) {
        return base::fail(base::ErrorCode::stale, "this node was away too long to catch up on other nodes' views; reading all sums again");
    }
    store::ViewCursor cursor;
    std::vector<store::ViewCount> counts;
    const auto read = [&](store::ReadSnapshot& snapshot) -> base::Result<void> {
        TRY(cursor, store::ViewReader(snapshot).views_of_others(cursor_, writer_.node(),
                                                                [&](const store::ViewCount& count) { counts.push_back(count); }));
        return {};
    };
    TRY_VOID(pool_.run(read));
    cursor_ = std::move(cursor);
    followed_at_ = now;
    std::ranges::for_each(counts, each);
    return {};
}

base::Result<std::vector<store::RankingFacts>> SiteViewStore::facts(std::span<const base::StoryId> stories) {
    std::vector<store::RankingFacts> found;
    TRY_VOID(pool_.run([&](store::ReadSnapshot& snapshot) -> base::Result<void> {
        TRY(found, store::ViewReader(snapshot).ranking_facts(stories));
        return {};
    }));
    return found;
}

base::Result<base::ChangeNumber> SiteViewStore::changes(base::ChangeNumber number, const EachStory& story) {
    const auto read = [&](store::ReadSnapshot& snapshot) -> base::Result<void> {
        while (true) {
            TRY(const auto changes, store::ChangeReader(snapshot).changes_after(number, kChangesAtOnce));
            for (const auto& change : changes) {
                number = change.number;
                if (change.story) {
                    story(change.story);
                }
            }
            if (changes.size() < static_cast<std::size_t>(kChangesAtOnce)) {
                return {};
            }
        }
    };
    TRY_VOID(pool_.run(read));
    return number;
}

base::Result<void> SiteViewStore::hours(base::Hour first, base::Hour last, const EachHour& hour) {
    TRY_VOID(add_up());
    return pool_.run([&](store::ReadSnapshot& snapshot) { return store::ViewReader(snapshot).hours_between(first, last, hour); });
}

void SiteViewStore::commit(std::shared_ptr<ViewBatch> batch) {
    if (shared() || batch->tallies.size() > kAddedAtOnce || batch->referrer_tallies.size() > kAddedAtOnce) {
        logged_->something.store(true, std::memory_order_relaxed);
    }
    auto& open = *batch;
    writer_.submit([&open, log = shared()](store::WriteTransaction& transaction) { return add(open, transaction, log); },
                   [owned = std::move(batch)](base::Result<void> outcome, base::ChangeNumber) { owned->finish(std::move(outcome)); },
                   store::Writer::Touches::views);
}

base::Result<void> SiteViewStore::add_up() {
    if (!logged_->something.exchange(false, std::memory_order_relaxed)) {
        return {};
    }
    auto added = writer_.run([](store::WriteTransaction& transaction) { return store::ViewWriter(transaction).fold_views(); });
    if (!added.has_value()) {
        logged_->something.store(true, std::memory_order_relaxed);
    }
    return added;
}

void SiteViewStore::run_periodic(std::chrono::steady_clock::time_point now) {
    if (now < add_up_at_ || !logged_->something.exchange(false, std::memory_order_relaxed)) {
        return;
    }
    const std::chrono::steady_clock::duration cost(logged_->cost.load(std::memory_order_relaxed));
    add_up_at_ = now + std::clamp<std::chrono::steady_clock::duration>(kAddUpShare * cost, kAddUpEvery, kAddUpAtLatest);
    const auto fold = [logged = logged_](store::WriteTransaction& transaction) {
        const auto begun = std::chrono::steady_clock::now();
        auto added = store::ViewWriter(transaction).fold_views();
        logged->cost.store((std::chrono::steady_clock::now() - begun).count(), std::memory_order_relaxed);
        return added;
    };
    writer_.submit(fold, [logged = logged_](const base::Result<void>& added, base::ChangeNumber) {
        if (!added.has_value()) {
            logged->something.store(true, std::memory_order_relaxed);
        }
    });
}

}  // namespace stoppress::readership
