// SPDX-License-Identifier: GPL-3.0-or-later
// Menus set in the newsroom.
// Thread: plain data.
#pragma once

#include <string>
#include <vector>

namespace stoppress::store {

/// A link of a menu set in the newsroom.
struct MenuLink {
    std::string label;
    std::string address;  ///< a path of this site, or an https address
    friend bool operator==(const MenuLink&, const MenuLink&) = default;
};

/// A menu that replaces the list of sections.
struct Menu {
    std::string language;  ///< of the pages that show it; empty: all pages without a menu of their own language
    std::vector<MenuLink> links;
};

}  // namespace stoppress::store
