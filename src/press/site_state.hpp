// SPDX-License-Identifier: GPL-3.0-or-later
// The state that all loops share at one moment: an edition with the boxes, rankings and theme that belong to it.
// Flow:   edition, boxes -> SiteState -> every response
// Thread: any; immutable. It is posted to every loop, and each keeps a pointer of its own.
#pragma once

#include <cstdint>
#include <memory>

#include "boxes/box_set.hpp"
#include "edition/edition.hpp"
#include "edition/live_addresses.hpp"
#include "readership/ranking/ranking.hpp"
#include "render/theme/theme.hpp"
#include "settings/settings.hpp"
#include "store/transaction/tags.hpp"

namespace stoppress::press {

struct SiteState {
    std::uint64_t sequence = 0;  ///< incremented with each state
    std::shared_ptr<const edition::Edition> edition;
    std::shared_ptr<const boxes::BoxSet> boxes;
    std::shared_ptr<const readership::Ranking> ranking;
    std::shared_ptr<const render::Theme> theme;
    std::shared_ptr<const settings::Settings> settings;  ///< the settings in effect, with the newsroom's
    /// Addresses that may be live; null: not known yet, so any may be.
    std::shared_ptr<const edition::LiveAddresses> addresses{};
    std::shared_ptr<const render::Theme> former_theme{};  ///< its assets are used by pages sent just before a change of theme; null: none
    bool counts_views = true;                             ///< false: pages report no views, because nobody takes them
};

/// What a new state invalidates.
struct Outdated {
    base::ChangeNumber number = 0;  ///< the change number of the new state's edition
    std::uint64_t sequence = 0;     ///< the new state's sequence number
    store::Tags tags;               ///< from the change log: invalidates pages made before `number` with one of these tags
    store::Tags state_tags;         ///< from the state itself: invalidates pages made before `sequence` with one of these tags
};

/// On every page whose content includes rankings.
inline constexpr std::string_view kRankingTag = "ranking";
/// On every rendered page, because all of them use settings.
inline constexpr std::string_view kSettingsTag = "settings";
/// On every page made with a theme.
inline constexpr std::string_view kThemeTag = "theme";

}  // namespace stoppress::press
