// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/document.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "document/embeds/known_embed.hpp"

namespace stoppress::document {

namespace {

/// Hosts that newsrooms embed, including their subdomains.
constexpr std::array<std::pair<std::string_view, std::string_view>, 36> kProviders{{
    {"youtube.com", "youtube"},
    {"youtube-nocookie.com", "youtube"},
    {"youtu.be", "youtube"},
    {"vimeo.com", "vimeo"},
    {"twitter.com", "twitter"},
    {"x.com", "twitter"},
    {"facebook.com", "facebook"},
    {"instagram.com", "instagram"},
    {"threads.net", "threads"},
    {"tiktok.com", "tiktok"},
    {"soundcloud.com", "soundcloud"},
    {"spotify.com", "spotify"},
    {"dailymotion.com", "dailymotion"},
    {"dai.ly", "dailymotion"},
    {"aparat.com", "aparat"},
    {"bilibili.com", "bilibili"},
    {"flickr.com", "flickr"},
    {"slideshare.net", "slideshare"},
    {"speakerdeck.com", "speakerdeck"},
    {"scribd.com", "scribd"},
    {"reddit.com", "reddit"},
    {"tumblr.com", "tumblr"},
    {"ted.com", "ted"},
    {"archive.org", "archive"},
    {"datawrapper.de", "datawrapper"},
    {"dwcdn.net", "datawrapper"},
    {"flourish.studio", "flourish"},
    {"documentcloud.org", "documentcloud"},
    {"openstreetmap.org", "openstreetmap"},
    {"bsky.app", "bluesky"},
    {"github.com", "github"},
    {"telegram.org", "telegram"},
    {"telegram.me", "telegram"},
    {"telegram.dog", "telegram"},
    {"t.me", "telegram"},
    {"osm.org", "openstreetmap"},
}};

}  // namespace

std::string_view provider_of_host(std::string_view host) {
    const auto* found = std::ranges::find_if(kProviders, [host](const auto& provider) {
        const auto name = provider.first;
        return host.ends_with(name) && (host.size() == name.size() || host[host.size() - name.size() - 1] == '.');
    });
    return found == kProviders.end() ? std::string_view{} : found->second;
}

std::string_view provider_of(const Address& address) {
    if (const auto known = known_embed(address)) {
        return known->provider;
    }
    const auto provider = provider_of_host(address.host());
    return provider.empty() ? "web" : provider;
}

std::string_view to_string(Direction direction) {
    switch (direction) {
        case Direction::left_to_right:
            return "ltr";
        case Direction::right_to_left:
            return "rtl";
        case Direction::automatic:
            return "auto";
        case Direction::inherited:
            break;
    }
    return {};
}

std::string_view to_string(Layout layout) {
    switch (layout) {
        case Layout::wide:
            return "wide";
        case Layout::full:
            return "full";
        case Layout::text:
            break;
    }
    return "text";
}

}  // namespace stoppress::document
