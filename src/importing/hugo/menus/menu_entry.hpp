// SPDX-License-Identifier: GPL-3.0-or-later
// Entries of a Hugo site's menus, as the configuration and the front matter of pages have them.
// Thread: any; plain data and pure functions.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "importing/values/value.hpp"

namespace stoppress::importing::hugo {

struct MenuEntry {
    std::string menu;         ///< "main"
    std::string name;         ///< empty: the title of its page
    std::string identifier;   ///< empty: its name
    std::string url;          ///< as written; not that of a page's own front matter
    std::string page_ref;     ///< "/news/harbour"
    std::int64_t weight = 0;  ///< 0: none
    bool has_parent = false;
};

/// Those in the `menus` of a part of the configuration; `menu` is the older name of it.
[[nodiscard]] std::vector<MenuEntry> configured_entries(const Value& part);

/// Those of a page: the same key holds the name of a menu, a list of names, or a map with what an entry has of its own. Its name is else the
/// page's `linkTitle` or `title`, its weight that of the page.
[[nodiscard]] std::vector<MenuEntry> entries_of_page(const Value& front_matter);

}  // namespace stoppress::importing::hugo
