// SPDX-License-Identifier: GPL-3.0-or-later
#include "readership/counting/read_views.hpp"

#include <map>
#include <vector>

#include "store/transaction/read_snapshot.hpp"
#include "store/views/view_reader.hpp"

namespace stoppress::readership {

base::Result<void> read_views(store::ReadSnapshot& snapshot, base::Hour first,
                              const std::function<void(const store::ViewCount&, const store::RankingFacts&)>& total,
                              const std::function<void(const store::ViewCount&)>& hour) {
    std::vector<store::ViewCount> logged;
    std::map<base::StoryId, store::ViewCount> sums;
    TRY_VOID(store::ViewReader(snapshot).logged_views([&](const store::ViewCount& count) {
        logged.push_back(count);
        auto& sum = sums[count.story];
        sum.story = count.story;
        sum.views += count.views;
        sum.robots += count.robots;
    }));
    TRY_VOID(store::ViewReader(snapshot).totals([&](const store::ViewCount& stored, const store::RankingFacts& known) {
        auto whole = stored;
        if (const auto found = sums.find(stored.story); found != sums.end()) {
            whole.views += found->second.views;
            whole.robots += found->second.robots;
            sums.erase(found);
        }
        total(whole, known);
    }));
    std::vector<base::StoryId> fresh;
    fresh.reserve(sums.size());
    for (const auto& [story, sum] : sums) {
        fresh.push_back(story);
    }
    TRY(const auto known, store::ViewReader(snapshot).ranking_facts(fresh));
    for (const auto& one : known) {
        total(sums[one.story], one);
    }
    TRY_VOID(store::ViewReader(snapshot).hours_between(first, base::Hour::max(), hour));
    for (const auto& count : logged) {
        if (count.hour >= first) {
            hour(count);
        }
    }
    return {};
}

}  // namespace stoppress::readership
