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
    return transaction.add_views(batch.counts);
}

}  // namespace

base::Result<base::ChangeNumber> SiteViewStore::load(std::int64_t first, const EachTotal& total, const EachHour& hour) {
    base::ChangeNumber number = 0;
    TRY_VOID(pool_.run([&](store::ReadSnapshot& snapshot) -> base::Result<void> {
        TRY(number, snapshot.change_number());
        TRY_VOID(snapshot.totals(total));
        return snapshot.hours_between(first, std::numeric_limits<std::int64_t>::max(), hour);
    }));
    return number;
}

base::Result<base::ChangeNumber> SiteViewStore::changes(base::ChangeNumber number, const EachStory& story) {
    TRY_VOID(pool_.run([&](store::ReadSnapshot& snapshot) -> base::Result<void> {
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
    }));
    return number;
}

base::Result<void> SiteViewStore::hours(std::int64_t first, std::int64_t last, const EachHour& hour) {
    return pool_.run([&](store::ReadSnapshot& snapshot) { return snapshot.hours_between(first, last, hour); });
}

void SiteViewStore::commit(std::shared_ptr<ViewBatch> batch) {
    auto& open = *batch;
    writer_.submit([&open](store::WriteTransaction& transaction) { return add(open, transaction); },
                   [owned = std::move(batch)](base::Result<void> outcome, base::ChangeNumber) { owned->finish(std::move(outcome)); });
}

}  // namespace stoppress::readership
