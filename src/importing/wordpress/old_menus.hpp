// SPDX-License-Identifier: GPL-3.0-or-later
// The menus of a WordPress export. It does not say which of them stood at the top of the pages: the only one, or the one whose name says so.
// Flow:   WxrReader -> OldMenus -> OldSite
// Thread: filled by one thread, then read by any.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "importing/site/old_site.hpp"
#include "importing/wordpress/xml/wxr_reader.hpp"

namespace stoppress::importing::wordpress {

class SiteIndex;

class OldMenus {
public:
    /// Takes an item of any type: entries of menus, and pages, to which they usually lead.
    void add(const WxrItem& item);
    /// Adds the links of the menu at the top of the pages to `old`, and notes of what is left out. `index` is complete.
    void read_top_menu(const SiteIndex& index, OldSite& old) const;

private:
    struct Entry {
        std::int64_t order = 0;
        std::size_t place = 0;  ///< in the export, for those of one order
        std::string title;      ///< HTML; empty: that of what it leads to
        std::string type;       ///< "custom", "post_type", "taxonomy", …
        std::string object;
        std::int64_t number = 0;  ///< of the object
        std::string address;
        bool below_another = false;
    };
    struct Page {
        std::string title;
        std::string link;
    };

    [[nodiscard]] OldSite::Link link_of(const Entry& entry, const SiteIndex& index) const;

    std::map<std::string, std::vector<Entry>> menus_;  ///< by WordPress's slug
    std::map<std::int64_t, Page> pages_;
    std::size_t entries_ = 0;
};

}  // namespace stoppress::importing::wordpress
