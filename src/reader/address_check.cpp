// SPDX-License-Identifier: GPL-3.0-or-later
#include "reader/address_check.hpp"

#include "http/message/path.hpp"
#include "reader/feeds/feed.hpp"
#include "reader/limits.hpp"
#include "reader/pages/favicon.hpp"

namespace stoppress::reader {

namespace {

/// Whether a list of at most `entries` can have that page; the first one always exists.
bool has_page(std::int64_t page, std::int64_t length, std::int64_t entries) {
    return page == 1 || (page - 1) * length < entries;
}

}  // namespace

std::string stored_form(const std::string& path) {
    return path.starts_with("/?") ? path : http::encode_path(path);
}

bool may_exist(const Route& route, const edition::LiveAddresses& live, const settings::Settings& settings) {
    const auto stories = live.last_story().value;
    switch (route.subject) {
        case Subject::address:
            return route.name == kFavicon || live.may_hold(stored_form(route.name));
        case Subject::section:
        case Subject::topic:
        case Subject::author:
        case Subject::month:
            if (live.may_hold(base_path(route))) {
                return has_page(route.page, settings.lists.page_length, stories);
            }
            // If there is no list, its address may be redirected.
            return route.page == 1 && live.may_hold(key_of(route, settings.boxes.most_viewed.window));
        case Subject::front:
        case Subject::latest:
        case Subject::most_viewed:
            return has_page(route.page, settings.lists.page_length, stories);
        case Subject::year:
            return route.page == 1 && live.may_hold(base_path(route));
        case Subject::archive:
        case Subject::sections:
            return route.page == 1;
        case Subject::topics:
        case Subject::authors:
            return has_page(route.page, kIndexLength, static_cast<std::int64_t>(live.size()));
        case Subject::sitemap_part:
            return has_page(route.page, static_cast<std::int64_t>(kSitemapLength), stories);
        case Subject::corrections:
        case Subject::sitemap:
        case Subject::sitemap_lists:
        case Subject::news_sitemap:
        case Subject::robots:
            break;
    }
    return true;
}

}  // namespace stoppress::reader
