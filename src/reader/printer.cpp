// SPDX-License-Identifier: GPL-3.0-or-later
#include "reader/printer.hpp"

#include "reader/corrections/corrections_page.hpp"
#include "reader/feeds/feed_page.hpp"
#include "reader/lists/index_page.hpp"
#include "reader/lists/list_page.hpp"
#include "reader/pages/story_page.hpp"
#include "store/addresses/address_reader.hpp"

namespace stoppress::reader {

namespace {

/// A list or its feed; if there is none, the redirect that the newsroom set for its address.
base::Result<press::RenderedPage> print_list_or_redirect(const Printing& printing, const Route& route) {
    auto printed = route.form == Form::page ? print_list(printing, route) : print_feed(printing, route);
    if (!printed.has_value() || printed->status != http::Status::not_found || route.page != 1) {
        return printed;
    }
    const auto key = key_of(route, printing.settings.boxes.most_viewed.window);
    TRY(const auto entry, store::AddressReader(printing.snapshot).find_address(key));
    if (!entry || entry->kind != store::AddressEntry::Kind::redirect) {
        return printed;
    }
    TRY(auto redirect, print_address(printing, key));
    // Not cached, because the list's absence was not: it may exist in a moment.
    redirect.keep = false;
    return redirect;
}

}  // namespace

base::Result<press::RenderedPage> Printer::print(store::ReadSnapshot& snapshot, const press::SiteState& state,
                                                 const std::string& key) const {
    TRY(auto printed, print_subject(snapshot, state, key));
    printed.purgeable = state.settings->cdn.max_age > 0;
    printed.state_tags.emplace_back(press::kSettingsTag);
    return printed;
}

base::Result<press::RenderedPage> Printer::print_subject(store::ReadSnapshot& snapshot, const press::SiteState& state,
                                                         const std::string& key) const {
    const auto& settings = *state.settings;
    const Printing printing{settings, clock_, snapshot, state, searchable_};
    if (key == kNotFoundKey) {
        // It does not depend on the requested address.
        return print_error(printing, render::ErrorKind::not_found, "/", {});
    }
    const auto route = parse_key(key, settings.boxes.most_viewed.window);
    if (!route) {
        return not_found_page();
    }
    switch (route->subject) {
        case Subject::address:
            return print_address(printing, route->name);
        case Subject::corrections:
            return print_corrections(printing, *route);
        case Subject::archive:
        case Subject::year:
        case Subject::sections:
        case Subject::topics:
        case Subject::authors:
            return print_index(printing, *route);
        case Subject::sitemap_lists:
            return print_lists_sitemap(printing);
        case Subject::sitemap:
        case Subject::sitemap_part:
            return print_sitemap(printing, *route);
        case Subject::news_sitemap:
            return print_news_sitemap(printing, *route);
        case Subject::robots:
            return print_robots(printing);
        default:
            return print_list_or_redirect(printing, *route);
    }
}

}  // namespace stoppress::reader
