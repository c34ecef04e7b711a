// SPDX-License-Identifier: GPL-3.0-or-later
// What an old site says of itself, and what of it becomes this site's as long as this has no story: a setting that nothing here has set, a
// menu where there is none. A site that is in use stays as it is.
// Flow:   readers of configurations and exports -> OldSite -> take_over -> Target, Report
// Thread: the importer's.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace stoppress::importing {

struct ImportRun;

/// Each is empty if the source does not say it.
struct OldSite {
    struct Link {
        std::string label;
        std::string address;  ///< as the source has it
    };

    std::string title{};
    std::string description{};
    std::string language{};   ///< BCP 47
    std::string time_zone{};  ///< as in tzdata
    std::string accent{};     ///< "#97191d"
    std::string origin{};     ///< its scheme and host, for links of the menu that name it
    std::vector<Link> menu{};
    std::vector<std::string> menu_notes{};  ///< what of the menu is left out, and why
};

/// What an import has to know of this site for that.
struct SettingsHere {
    /// The value in effect.
    std::function<std::string(std::string_view key)> value;
    /// What the store keeps for that value, if it may be taken over and is valid; else nothing.
    std::function<std::optional<std::string>(std::string_view key, std::string_view value)> to_store;
    bool takes_menu = false;
};

/// A note of entries below others, which menus here do not have.
[[nodiscard]] std::string entries_below_others(std::size_t count);

/// Reports what was taken over, and what differs from what is set here.
void take_over(const OldSite& old, const ImportRun& run);

}  // namespace stoppress::importing
