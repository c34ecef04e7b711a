// SPDX-License-Identifier: GPL-3.0-or-later
// What all loops hold at one moment: the edition, the boxes, the rankings and the theme that go with each other.
// Flow:   edition, boxes -> Front -> every response
// Thread: immutable; posted to every loop, each keeps a pointer of its own.
#pragma once

#include <cstdint>
#include <memory>

#include "boxes/box_set.hpp"
#include "edition/edition.hpp"
#include "edition/live_addresses.hpp"
#include "readership/ranking.hpp"
#include "render/theme.hpp"
#include "settings/settings.hpp"

namespace stoppress::press {

struct Front {
    std::uint64_t sequence = 0;  ///< grows with each front
    std::shared_ptr<const edition::Edition> edition;
    std::shared_ptr<const boxes::BoxSet> boxes;
    std::shared_ptr<const readership::Ranking> ranking;
    std::shared_ptr<const render::Theme> theme;
    std::shared_ptr<const settings::Settings> settings;  ///< as they hold now, with what the newsroom set
    /// Where something may stand; null: not known yet, so anywhere.
    std::shared_ptr<const edition::LiveAddresses> addresses{};
    std::shared_ptr<const render::Theme> former_theme{};  ///< whose assets pages name that were sent just before a change; null: none
};

/// What a new front makes out of date.
struct Outdated {
    base::ChangeNumber number = 0;  ///< the new front's edition
    std::uint64_t sequence = 0;     ///< the new front's own number
    store::Tags tags;               ///< of the change log: pages made before `number` with one of these fall
    store::Tags front_tags;         ///< of the front itself: pages made before `sequence` with one of these fall
};

/// On every page that shows rankings as its content.
inline constexpr std::string_view kRankingTag = "ranking";
/// On everything that is printed: settings stand in all of it.
inline constexpr std::string_view kSettingsTag = "settings";
/// On every page that a theme made.
inline constexpr std::string_view kThemeTag = "theme";

}  // namespace stoppress::press
