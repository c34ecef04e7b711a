// SPDX-License-Identifier: GPL-3.0-or-later
#include "readership/counting/view_batch.hpp"

#include "store/views/records.hpp"

#include <algorithm>

namespace stoppress::readership {

using base::ErrorCode;
using base::fail;

const Answer* ViewBatch::answer(base::StoryId story) const {
    const auto found = std::ranges::lower_bound(answers, story, {}, &Answer::story);
    return found != answers.end() && found->story == story ? &*found : nullptr;
}

bool ViewBatch::refused(base::StoryId story) const {
    const auto* said = answer(story);
    return said != nullptr && !said->visible();
}

void ViewBatch::count() {
    counts.clear();
    counts.reserve(tallies.size());
    for (const auto& tally : tallies) {
        const auto* said = tally.visible ? nullptr : answer(tally.story);
        if (said != nullptr && !said->facts) {
            continue;
        }
        const bool visible = said == nullptr || said->visible();
        store::ViewCount added{.story = tally.story, .hour = tally.hour, .views = tally.pages, .robots = tally.page_robots};
        if (visible) {
            added.views += tally.beacons;
            added.robots += tally.beacon_robots;
        }
        if (added.views > 0 || added.robots > 0) {
            counts.push_back(added);
        }
    }
    referrers.clear();
    referrers.reserve(referrer_tallies.size());
    for (const auto& tally : referrer_tallies) {
        const auto* said = tally.visible ? nullptr : answer(tally.story);
        if (said != nullptr && !said->facts) {
            continue;
        }
        const bool visible = said == nullptr || said->visible();
        if (const auto views = tally.pages + (visible ? tally.beacons : 0); views > 0) {
            referrers.push_back({.story = tally.story, .hour = tally.hour, .host = tally.host, .views = views});
        }
    }
}

void ViewBatch::finish(base::Result<void> outcome) {
    const bool unknown = !outcome.has_value() && outcome.error().code == ErrorCode::outcome_unknown;
    for (auto& beacon : beacons) {
        if (unknown && !beacon.refused) {
            beacon.durable(outcome);
        } else if (!outcome.has_value() || beacon.refused) {
            beacon.durable(fail(ErrorCode::unavailable, "the view could not be stored; try again later"));
        } else if (refused(beacon.story)) {
            beacon.durable(fail(ErrorCode::not_found, "there is no published story with this id"));
        } else {
            beacon.durable({});
        }
    }
    outcome_ = std::move(outcome);
    // The counting thread may release everything once it sees this, except the wakeup.
    const auto wakeup = wakeup_;
    finished_.store(true, std::memory_order_seq_cst);
    wakeup->wake();
}

}  // namespace stoppress::readership
