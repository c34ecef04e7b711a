// SPDX-License-Identifier: GPL-3.0-or-later
#include "importing/wordpress/old_menus.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <utility>

#include "importing/limits.hpp"
#include "importing/site/top_menu.hpp"
#include "importing/text/text.hpp"
#include "importing/wordpress/site_index.hpp"

namespace stoppress::importing::wordpress {
namespace {

std::string meta_of(const WxrItem& item, std::string_view key) {
    const std::string* value = item.meta_value(key);
    return value == nullptr ? std::string() : *value;
}

std::string_view without_scheme(std::string_view address) {
    const std::size_t end = address.find("://");
    return end == std::string_view::npos ? address : address.substr(end + 3);
}

/// Without scheme and host if they are the old site's, whatever scheme it had when the link was made.
std::string on_the_site(const std::string& address, const std::string& site) {
    const std::string_view host = without_scheme(site).substr(0, without_scheme(site).find('/'));
    const std::string_view rest = without_scheme(address);
    if (host.empty() || rest.size() == address.size() || !rest.starts_with(host)) {
        return address;
    }
    const std::string_view path = rest.substr(host.size());
    return path.empty()                                     ? "/"
           : path.starts_with('/') || path.starts_with('?') ? std::string(path.starts_with('?') ? "/" : "").append(path)
                                                            : address;
}

}  // namespace

void OldMenus::add(const WxrItem& item) {
    if (item.type == "page" && item.status == "publish" && item.password.empty() && pages_.size() < kMaxOldMenuPages) {
        pages_.emplace(item.id, Page{std::string(cut(item.title, kMaxNameBytes)), std::string(cut(item.link, kMaxAddressBytes))});
        return;
    }
    if (item.type != "nav_menu_item" || item.status != "publish" || entries_ == kMaxOldMenuEntries) {
        return;
    }
    Entry entry;
    entry.order = item.menu_order;
    entry.place = entries_;
    entry.title = cut(item.title, kMaxNameBytes);
    entry.type = cut(meta_of(item, "_menu_item_type"), kMaxNameBytes);
    entry.object = cut(meta_of(item, "_menu_item_object"), kMaxNameBytes);
    entry.number = std::atoll(meta_of(item, "_menu_item_object_id").c_str());
    entry.address = cut(meta_of(item, "_menu_item_url"), kMaxAddressBytes);
    entry.below_another = std::atoll(meta_of(item, "_menu_item_menu_item_parent").c_str()) != 0;
    for (const WxrFiling& filing : item.filings) {
        if (filing.domain == "nav_menu") {
            menus_[SiteIndex::readable(filing.nicename)].push_back(entry);
            ++entries_;
            return;
        }
    }
}

OldSite::Link OldMenus::link_of(const Entry& entry, const SiteIndex& index) const {
    OldSite::Link link{text_of_html(entry.title), {}};
    const auto named = [&link](const std::string& name) {
        if (link.label.empty()) {
            link.label = text_of_html(name);
        }
    };
    if (entry.type == "custom") {
        link.address = on_the_site(entry.address, index.site.link);
    } else if (entry.type == "post_type") {
        if (const auto page = pages_.find(entry.number); page != pages_.end()) {
            named(page->second.title);
            link.address = on_the_site(page->second.link, index.site.link);
        }
    } else if (entry.type == "taxonomy") {
        const bool category = entry.object == "category";
        for (const auto& [key, term] : category ? index.categories : index.tags) {
            if (term.number != entry.number || term.number == 0) {
                continue;
            }
            named(term.name);
            const std::string* section = category && term.section ? index.section_slugs.find(key) : nullptr;
            const std::string* topic = index.topic_slugs.find(key);
            link.address = section != nullptr ? "/sections/" + *section : topic != nullptr ? "/topics/" + *topic : std::string();
            break;
        }
    }
    return link;
}

void OldMenus::read_top_menu(const SiteIndex& index, OldSite& old) const {
    std::vector<std::string> names;
    names.reserve(menus_.size());
    for (const auto& [slug, entries] : menus_) {
        names.push_back(slug);
    }
    TopMenu top = top_menu(names);
    if (!top.name.has_value()) {
        if (!top.note.empty()) {
            old.menu_notes.push_back(std::move(top.note));
        }
        return;
    }
    std::vector<Entry> entries = menus_.at(*top.name);
    std::ranges::sort(entries, {}, [](const Entry& entry) { return std::pair(entry.order, entry.place); });
    std::size_t below = 0;
    for (const Entry& entry : entries) {
        if (entry.below_another) {
            ++below;
            continue;
        }
        OldSite::Link link = link_of(entry, index);
        if (link.address.empty()) {
            old.menu_notes.push_back(
                fmt::format("left out of the menu, because what it leads to is no page, category or tag of the export: {:?}",
                            link.label.empty() ? fmt::format("{} {}", entry.object, entry.number) : link.label));
        } else {
            old.menu.push_back(std::move(link));
        }
    }
    if (below != 0) {
        old.menu_notes.push_back(entries_below_others(below));
    }
}

}  // namespace stoppress::importing::wordpress
