// SPDX-License-Identifier: GPL-3.0-or-later
#include "importing/hugo/menus/menu_entry.hpp"

#include <cstdlib>

#include "importing/limits.hpp"
#include "importing/text/text.hpp"

namespace stoppress::importing::hugo {
namespace {

std::string name_in(const Value& value, std::string_view key) {
    return std::string(cut(value.text_of(key), kMaxNameBytes));
}

std::int64_t weight_in(const Value& value) {
    return std::atoll(value.text_of("weight").c_str());
}

MenuEntry entry_of(std::string menu, const Value& value) {
    MenuEntry entry;
    entry.menu = std::move(menu);
    entry.name = name_in(value, "name");
    entry.identifier = name_in(value, "identifier");
    entry.url = cut(value.text_of("url"), kMaxAddressBytes);
    entry.page_ref = cut(value.text_of("pageref"), kMaxAddressBytes);
    entry.weight = weight_in(value);
    entry.has_parent = !value.text_of("parent").empty();
    return entry;
}

}  // namespace

std::vector<MenuEntry> configured_entries(const Value& part) {
    std::vector<MenuEntry> entries;
    for (const std::string_view key : {"menu", "menus"}) {
        const Value* menus = part.find(key);
        for (const auto& [name, listed] : menus == nullptr || menus->members() == nullptr ? Members{} : *menus->members()) {
            for (const Value& one : listed.values() == nullptr ? Values{} : *listed.values()) {
                if (one.members() != nullptr && entries.size() < kMaxOldMenuEntries) {
                    entries.push_back(entry_of(std::string(cut(name, kMaxNameBytes)), one));
                }
            }
        }
    }
    return entries;
}

std::vector<MenuEntry> entries_of_page(const Value& front_matter) {
    std::vector<MenuEntry> entries;
    const auto add = [&](const std::string& menu, const Value& own) {
        MenuEntry entry = entry_of(std::string(cut(menu, kMaxNameBytes)), own);
        if (entry.name.empty()) {
            const std::string title = name_in(front_matter, "linktitle");
            entry.name = title.empty() ? name_in(front_matter, "title") : title;
        }
        if (own.find("weight") == nullptr) {
            entry.weight = weight_in(front_matter);
        }
        entries.push_back(std::move(entry));
    };
    for (const std::string_view key : {"menu", "menus"}) {
        const Value* given = front_matter.find(key);
        if (given == nullptr) {
            continue;
        }
        if (const Members* maps = given->members()) {
            for (const auto& [menu, own] : *maps) {
                add(menu, own);
            }
        } else {
            for (const std::string& menu : given->texts()) {
                add(menu, Value());
            }
        }
        break;
    }
    if (entries.size() > kMaxOldMenuLinks) {
        entries.resize(kMaxOldMenuLinks);
    }
    return entries;
}

}  // namespace stoppress::importing::hugo
