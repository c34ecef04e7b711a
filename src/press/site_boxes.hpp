// SPDX-License-Identifier: GPL-3.0-or-later
// What the boxes of every page show, from the store and the rankings.
// Flow:   ReadSnapshot, Ranking, Edition -> site_boxes -> BoxSet -> Desk
// Thread: any; functions without state.
#pragma once

#include <span>
#include <vector>

#include "base/result.hpp"
#include "boxes/box_set.hpp"
#include "edition/edition.hpp"
#include "readership/ranking/ranking.hpp"
#include "render/theme/theme.hpp"
#include "settings/settings.hpp"
#include "story/story.hpp"

namespace stoppress::store {
class ReadSnapshot;
}  // namespace stoppress::store

namespace stoppress::press {

/// How many of the newest articles an edition needs: one more than the box shows, because a story's page leaves out that story.
[[nodiscard]] std::size_t newest_length(const settings::Settings& settings);

/// The cards of Most viewed: those of the box's window, filled up from the next longer windows.
base::Result<std::vector<story::Card>> most_viewed_cards(store::ReadSnapshot& snapshot, const readership::Ranking& ranking,
                                                         const settings::Settings::MostViewed& box);

/// Both boxes, without a breaking line.
[[nodiscard]] boxes::BoxSet make_boxes(const render::Theme& theme, const edition::Edition& edition,
                                       std::span<const story::Card> most_viewed, const settings::Settings& settings);

/// The edition's breaking line; nullptr if it has none, or if it has ended. Points into `edition`.
[[nodiscard]] const edition::BreakingLine* breaking_line_at(const edition::Edition& edition, base::Time now);

}  // namespace stoppress::press
