// SPDX-License-Identifier: GPL-3.0-or-later
// Which menu of an old site stood at the top of its pages, told by the names of its menus.
// Thread: any; pure functions.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace stoppress::importing {

struct TopMenu {
    std::optional<std::string> name;
    std::string note;  ///< why there is none, if there are menus
};

/// The only one, or the only one whose name says by one of its words that it is the main one or that of the header, and by none that it is
/// another. `names`: as systems write them, "main-menu", "footer_links".
[[nodiscard]] TopMenu top_menu(const std::vector<std::string>& names);

}  // namespace stoppress::importing
