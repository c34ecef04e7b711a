// SPDX-License-Identifier: GPL-3.0-or-later
#include "importing/hugo/menus/old_menu.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <tuple>

#include "importing/hugo/site_reader.hpp"
#include "importing/limits.hpp"
#include "importing/site/top_menu.hpp"
#include "importing/text/text.hpp"

namespace stoppress::importing::hugo {
namespace {

std::string_view without_end(std::string_view path) {
    while (path.ends_with('/')) {
        path.remove_suffix(1);
    }
    return path;
}

/// What an address of the old site leads to here: a list has an address of its own, anything else the same.
std::string address_here(const SiteReader& site, std::string address) {
    for (const NamedPage& section : site.sections) {
        if (!section.address.empty() && without_end(section.address) == without_end(address)) {
            return "/sections/" + *site.section_slugs.find(section.key);
        }
    }
    for (const OldList& list : site.old_lists) {
        if (!list.address.empty() && without_end(list.address) == without_end(address)) {
            return list.target;
        }
    }
    return address;
}

/// A url of the configuration: Hugo puts the path of the site before one that begins with a slash, and themes before one that does not.
std::string address_of_url(const SiteReader& site, std::string_view url) {
    const SiteConfig& config = site.config();
    if (!config.origin().empty() && url.starts_with(config.origin())) {
        url.remove_prefix(config.origin().size());
        return address_here(site, url.empty() ? "/" : std::string(url));
    }
    const bool elsewhere = url.starts_with("//") || url.starts_with('#') || url.substr(0, url.find('/')).contains(':');
    if (url.empty() || elsewhere) {
        return std::string(url);
    }
    return address_here(site, config.base_path + (url.starts_with('/') ? "" : "/") + std::string(url));
}

/// The title of the page at an address here.
std::string title_of(const SiteReader& site, const std::string& address) {
    if (address == "/") {
        return site.config().title;
    }
    for (const NamedPage& section : site.sections) {
        if (address == "/sections/" + *site.section_slugs.find(section.key)) {
            return section.entry.name;
        }
    }
    const auto page = std::ranges::find(site.pages, address, &KnownPage::address);
    const bool known = page != site.pages.end() && page->page.has_value() && !page->page->title.empty();
    return known ? page->page->title : name_from_key(without_end(address).substr(without_end(address).rfind('/') + 1));
}

/// Which of the site's menus it is.
TopMenu choose(const SiteReader& site) {
    std::vector<std::string> names;
    const auto add = [&names](const std::string& name) {
        if (!name.empty() && std::ranges::find(names, name) == names.end()) {
            names.push_back(name);
        }
    };
    for (const MenuEntry& entry : site.config().menu_entries) {
        add(entry.menu);
    }
    for (const PlacedEntry& placed : site.menu_entries) {
        add(placed.entry.menu);
    }
    // A menu that somebody made is meant rather than one of all sections.
    if (names.empty()) {
        add(site.config().section_pages_menu);
    }
    // Hugo's documentation and nearly all themes call it so.
    return std::ranges::find(names, "main") != names.end() ? TopMenu{"main", {}} : top_menu(names);
}

/// Entries of the configuration, with where they lead.
std::vector<PlacedEntry> configured(const SiteReader& site, const std::string& menu, std::vector<std::string>& notes) {
    std::vector<PlacedEntry> entries;
    const ContentPath top = place("_index.md", false, 0, site.config());
    for (const MenuEntry& entry : site.config().menu_entries) {
        if (entry.menu != menu || entries.size() == kMaxOldMenuLinks) {
            continue;
        }
        PlacedEntry placed{entry, entry.name, {}};
        if (!entry.page_ref.empty()) {
            placed.address = entry.page_ref == "/" ? "/" : site.index.find(entry.page_ref, top).address;
        }
        if (placed.address.empty()) {
            placed.address = address_of_url(site, entry.url);
        }
        if (placed.address.empty()) {
            notes.push_back(fmt::format("left out of the menu, because what it leads to is not imported: {:?}",
                                        entry.name.empty() ? entry.page_ref : entry.name));
            continue;
        }
        if (entry.name.empty()) {
            placed.label = entry.page_ref.empty() ? entry.identifier : title_of(site, placed.address);
        }
        entries.push_back(std::move(placed));
    }
    return entries;
}

/// Each section, unless the configuration has an entry of that name.
void add_sections(const SiteReader& site, std::vector<PlacedEntry>& entries) {
    for (const auto& [key, slug] : site.section_slugs.all()) {
        const auto same = [&key](const PlacedEntry& one) {
            return (one.entry.identifier.empty() ? one.entry.name : one.entry.identifier) == key;
        };
        if (entries.size() >= kMaxOldMenuLinks || std::ranges::any_of(entries, same)) {
            continue;
        }
        const auto named = std::ranges::find(site.sections, key, &NamedPage::key);
        PlacedEntry placed;
        placed.entry.name = named == site.sections.end() ? name_from_key(key) : named->entry.name;
        placed.entry.weight = named == site.sections.end() ? 0 : named->weight;
        placed.label = placed.entry.name;
        placed.address = "/sections/" + slug;
        entries.push_back(std::move(placed));
    }
}

}  // namespace

void read_old_menu(const SiteReader& site, OldSite& old) {
    TopMenu top = choose(site);
    if (!top.name.has_value()) {
        if (!top.note.empty()) {
            old.menu_notes.push_back(std::move(top.note));
        }
        return;
    }
    std::vector<PlacedEntry> entries = configured(site, *top.name, old.menu_notes);
    if (site.config().section_pages_menu == *top.name) {
        add_sections(site, entries);
    }
    std::ranges::copy_if(site.menu_entries, std::back_inserter(entries),
                         [&top](const PlacedEntry& placed) { return placed.entry.menu == *top.name; });
    std::ranges::sort(entries, {}, [](const PlacedEntry& placed) {
        // Those without a weight come last.
        return std::tuple(placed.entry.weight == 0, placed.entry.weight, placed.entry.name, placed.address);
    });
    std::size_t below = 0;
    for (PlacedEntry& placed : entries) {
        if (placed.entry.has_parent) {
            ++below;
        } else if (old.menu.size() < kMaxOldMenuLinks) {
            old.menu.push_back({text_of_html(placed.label), std::move(placed.address)});
        }
    }
    if (below != 0) {
        old.menu_notes.push_back(entries_below_others(below));
    }
}

}  // namespace stoppress::importing::hugo
