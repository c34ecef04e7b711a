// SPDX-License-Identifier: GPL-3.0-or-later
#include "readership/view_store.hpp"

#include <limits>

#include "readership/limits.hpp"

namespace stoppress::readership {
namespace {

base::Result<void> add(ViewBatch& batch, store::WriteTransaction& transaction) {
    batch.answers.clear();
    for (const auto story : batch.asked) {
        auto facts = transaction.ranking_facts(story);
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
    return batch.counts.size() <= kAddedAtOnce ? transaction.add_views(batch.counts) : transaction.log_views(batch.counts);
}

}  // namespace

base::Result<base::ChangeNumber> SiteViewStore::load(std::int64_t first, const EachTotal& total, const EachHour& hour) {
    TRY_VOID(add_up());
    base::ChangeNumber number = 0;
    const auto read = [&](store::ReadSnapshot& snapshot) -> base::Result<void> {
        TRY(number, snapshot.change_number());
        TRY_VOID(snapshot.totals(total));
        return snapshot.hours_between(first, std::numeric_limits<std::int64_t>::max(), hour);
    };
    TRY_VOID(pool_.run(read));
    return number;
}

base::Result<base::ChangeNumber> SiteViewStore::changes(base::ChangeNumber number, const EachStory& story) {
    const auto read = [&](store::ReadSnapshot& snapshot) -> base::Result<void> {
        while (true) {
            TRY(const auto changes, snapshot.changes_after(number, kChangesAtOnce));
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

base::Result<void> SiteViewStore::hours(std::int64_t first, std::int64_t last, const EachHour& hour) {
    TRY_VOID(add_up());
    return pool_.run([&](store::ReadSnapshot& snapshot) { return snapshot.hours_between(first, last, hour); });
}

void SiteViewStore::commit(std::shared_ptr<ViewBatch> batch) {
    if (batch->tallies.size() > kAddedAtOnce) {
        logged_->store(true, std::memory_order_relaxed);
    }
    auto& open = *batch;
    writer_.submit([&open](store::WriteTransaction& transaction) { return add(open, transaction); },
                   [owned = std::move(batch)](base::Result<void> outcome, base::ChangeNumber) { owned->finish(std::move(outcome)); });
}

base::Result<void> SiteViewStore::add_up() {
    if (!logged_->exchange(false, std::memory_order_relaxed)) {
        return {};
    }
    auto added = writer_.run([](store::WriteTransaction& transaction) { return transaction.fold_views(); });
    if (!added.has_value()) {
        logged_->store(true, std::memory_order_relaxed);
    }
    return added;
}

void SiteViewStore::tend(std::chrono::steady_clock::time_point now) {
    if (now < add_up_at_ || !logged_->exchange(false, std::memory_order_relaxed)) {
        return;
    }
    add_up_at_ = now + kAddUpEvery;
    writer_.submit([](store::WriteTransaction& transaction) { return transaction.fold_views(); },
                   [logged = logged_](const base::Result<void>& added, base::ChangeNumber) {
                       if (!added.has_value()) {
                           logged->store(true, std::memory_order_relaxed);
                       }
                   });
}

}  // namespace stoppress::readership
