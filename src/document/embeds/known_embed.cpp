// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/embeds/known_embed.hpp"

#include <algorithm>

#include "document/document.hpp"
#include "document/embeds/providers.hpp"
#include "document/unicode.hpp"

namespace stoppress::document {

namespace {

constexpr std::array<std::string_view, 7> kYoutube{"youtube.com",          "www.youtube.com",          "m.youtube.com", "music.youtube.com",
                                                   "youtube-nocookie.com", "www.youtube-nocookie.com", "youtu.be"};
constexpr std::array<std::string_view, 3> kVimeo{"vimeo.com", "www.vimeo.com", "player.vimeo.com"};
constexpr std::array<std::string_view, 3> kAparat{"aparat.com", "www.aparat.com", "m.aparat.com"};
constexpr std::array<std::string_view, 3> kDailymotion{"dailymotion.com", "www.dailymotion.com", "dai.ly"};
constexpr std::array<std::string_view, 3> kTelegram{"t.me", "telegram.me", "telegram.dog"};
constexpr std::array<std::string_view, 6> kX{"x.com", "www.x.com", "mobile.x.com", "twitter.com", "www.twitter.com", "mobile.twitter.com"};
constexpr std::array<std::string_view, 3> kDatawrapper{"datawrapper.dwcdn.net", "datawrapper.de", "www.datawrapper.de"};
constexpr std::array<std::string_view, 4> kOpenStreetMap{"openstreetmap.org", "www.openstreetmap.org", "osm.org", "www.osm.org"};

constexpr std::array<Provider, 10> kKnownProviders{{
    {"youtube", EmbedKind::film, kYoutube, read_youtube},
    {"vimeo", EmbedKind::film, kVimeo, read_vimeo},
    {"aparat", EmbedKind::film, kAparat, read_aparat},
    {"dailymotion", EmbedKind::film, kDailymotion, read_dailymotion},
    {"telegram", EmbedKind::post, kTelegram, read_telegram},
    {"twitter", EmbedKind::post, kX, read_x},
    {"datawrapper", EmbedKind::chart, kDatawrapper, read_datawrapper},
    {"openstreetmap", EmbedKind::map, kOpenStreetMap, read_openstreetmap},
    {"peertube", EmbedKind::film, {}, read_peertube},
    {"mastodon", EmbedKind::post, {}, read_mastodon},
}};

/// Whether it may be the public name of a server: "video.example.org", not "localhost" or "127.0.0.1".
bool is_public_name(std::string_view host) {
    const auto dot = host.rfind('.');
    return dot != std::string_view::npos && dot > 0 && dot + 1 < host.size() && is_ascii_letter(host[dot + 1]) && is_id(host, 4, 253, ".-");
}

bool is_of(const Provider& provider, const AddressParts& parts) {
    if (!provider.hosts.empty()) {
        return std::ranges::find(provider.hosts, parts.host) != provider.hosts.end();
    }
    return parts.secure && is_public_name(parts.host) && provider_of_host(parts.host).empty();
}

}  // namespace

std::span<const Provider> providers() {
    return kKnownProviders;
}

std::optional<KnownEmbed> known_embed(const Address& address) {
    const auto parts = parts_of(address);
    if (!parts) {
        return std::nullopt;
    }
    for (const auto& provider : kKnownProviders) {
        KnownEmbed embed;
        if (is_of(provider, *parts) && provider.read(*parts, embed)) {
            embed.provider = provider.name;
            embed.kind = provider.kind;
            return embed;
        }
    }
    return std::nullopt;
}

std::string_view to_string(EmbedKind kind) {
    switch (kind) {
        case EmbedKind::post:
            return "post";
        case EmbedKind::map:
            return "map";
        case EmbedKind::chart:
            return "chart";
        case EmbedKind::film:
            break;
    }
    return "film";
}

std::string_view origin_of_player(std::string_view player) {
    constexpr std::string_view kScheme = "https://";
    return player.substr(0, player.find_first_of("/?#", kScheme.size()));
}

Address page_of_player(const Address& player) {
    const auto known = known_embed(player);
    return known && !known->page.empty() ? Address::parse(known->page).value_or(player) : player;
}

bool is_id(std::string_view text, std::size_t least, std::size_t most, std::string_view marks) {
    return text.size() >= least && text.size() <= most &&
           std::ranges::all_of(text, [marks](char c) { return is_ascii_letter(c) || is_ascii_digit(c) || marks.contains(c); });
}

bool is_number(std::string_view text, std::size_t least, std::size_t most) {
    return text.size() >= least && text.size() <= most && std::ranges::all_of(text, is_ascii_digit);
}

}  // namespace stoppress::document
