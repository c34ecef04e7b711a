// SPDX-License-Identifier: GPL-3.0-or-later
#include "story/feed_id.hpp"

#include <algorithm>

#include "story/text.hpp"

namespace stoppress::story {

namespace {

constexpr std::size_t kMaxFeedId = 500;  // an address that a browser can open is seldom longer; rows of lists contain it

constexpr bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

constexpr bool allowed_in_scheme(char c) {
    return is_letter(c) || (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.';
}

}  // namespace

std::string_view host_of(std::string_view site_url) {
    if (const auto scheme = site_url.find("://"); scheme != std::string_view::npos) {
        site_url = site_url.substr(scheme + 3);
    }
    return site_url.substr(0, site_url.find_first_of(":/"));
}

std::string feed_id(std::string_view site_url, base::Time published_at, base::StoryId id) {
    const std::string day = base::format_rfc3339(published_at).substr(0, 10);
    return "tag:" + std::string(host_of(site_url)) + "," + day + ":story/" + std::to_string(id.value);
}

std::string feed_id_as_of(std::string feed_id, base::Time day) {
    const auto comma = feed_id.find(',');
    const auto colon = comma == std::string::npos ? comma : feed_id.find(':', comma);
    if (feed_id.starts_with("tag:") && colon != std::string::npos) {
        feed_id.replace(comma + 1, colon - comma - 1, base::format_rfc3339(day).substr(0, 10));
    }
    return feed_id;
}

bool is_feed_id(std::string_view text) {
    const auto colon = text.find(':');
    if (colon == std::string_view::npos || colon == 0 || colon + 1 == text.size() || text.size() > kMaxFeedId || !is_utf8(text)) {
        return false;
    }
    const auto scheme = text.substr(0, colon);
    // Spaces, control characters and others that no IRI contains.
    static constexpr std::string_view kNever = " \"<>\\^`{|}\x7f";
    return is_letter(scheme.front()) && std::ranges::all_of(scheme, allowed_in_scheme) && std::ranges::none_of(text, [](char c) {
               return (static_cast<unsigned char>(c) < 0x20) || kNever.find(c) != std::string_view::npos;
           });
}

}  // namespace stoppress::story
