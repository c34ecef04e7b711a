// SPDX-License-Identifier: GPL-3.0-or-later
// The addresses of posts (Telegram, Mastodon, X), charts (Datawrapper) and maps (OpenStreetMap).
#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <numbers>

#include <fmt/format.h>

#include "document/embeds/providers.hpp"
#include "document/unicode.hpp"

namespace stoppress::document {

namespace {

constexpr double kMaxLatitude = 85.0;  // the map's projection ends there

/// "-12.345"; nothing for other notations, or beyond `most` in either direction.
std::optional<double> degrees(std::string_view text, double most) {
    constexpr std::size_t kLongest = 24;
    double value = 0;
    const auto plain = text.starts_with('-') ? text.substr(1) : text;
    if (plain.empty() || plain.size() > kLongest || !is_ascii_digit(plain.front()) ||
        !std::ranges::all_of(plain, [](char c) { return is_ascii_digit(c) || c == '.'; })) {
        return std::nullopt;
    }
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || value < -most || value > most) {
        return std::nullopt;
    }
    return value;
}

/// The numbers of "1,2,3,4" or "1%2C2%2C3%2C4": longitudes and latitudes in turn, the first of which is one of `first`.
template <std::size_t count>
std::optional<std::array<double, count>> coordinates(std::string_view text, double first, double second) {
    std::array<double, count> numbers{};
    for (std::size_t i = 0; i < count; ++i) {
        auto end = std::min({text.find(','), text.find("%2C"), text.find("%2c"), text.size()});
        const auto number = degrees(text.substr(0, end), i % 2 == 0 ? first : second);
        if (!number || (end == text.size()) != (i + 1 == count)) {
            return std::nullopt;
        }
        numbers.at(i) = *number;
        end += end == text.size() ? 0 : text[end] == ',' ? 1 : 3;
        text.remove_prefix(end);
    }
    return numbers;
}

std::string map_player(const std::array<double, 4>& box, const std::optional<std::array<double, 2>>& marker) {
    auto player = fmt::format("https://www.openstreetmap.org/export/embed.html?bbox={:.5f}%2C{:.5f}%2C{:.5f}%2C{:.5f}&layer=mapnik", box[0],
                              box[1], box[2], box[3]);
    if (marker) {
        player += fmt::format("&marker={:.5f}%2C{:.5f}", marker->at(0), marker->at(1));
    }
    return player;
}

/// What a map of that zoom shows around a place: west, south, east, north.
std::array<double, 4> box_around(double latitude, double longitude, int zoom) {
    constexpr double kHalfWidth = 320;  // pixels of a map in a column of text
    constexpr double kHalfHeight = 240;
    constexpr double kTile = 256;
    const double per_pixel = 360 / (kTile * std::exp2(zoom));
    const double aside = kHalfWidth * per_pixel;
    const double upwards = kHalfHeight * per_pixel * std::cos(latitude * std::numbers::pi / 180);
    return {std::max(-180.0, longitude - aside), std::max(-kMaxLatitude, latitude - upwards), std::min(180.0, longitude + aside),
            std::min(kMaxLatitude, latitude + upwards)};
}

bool is_mastodon_name(std::string_view name) {
    return is_id(name, 1, 30, "_.-") && name.front() != '.' && name.back() != '.';
}

}  // namespace

bool read_telegram(const AddressParts& parts, KnownEmbed& embed) {
    const std::size_t from = parts.at(0) == "s" ? 1 : 0;  // the channel as a web page
    const auto channel = parts.at(from);
    const auto post = parts.at(parts.path.size() - 1);
    // In a group with topics the topic's number stands between.
    const bool has_topic = parts.path.size() == from + 3 && is_number(parts.at(from + 1), 1, 10);
    if ((parts.path.size() != from + 2 && !has_topic) || !is_id(channel, 4, 32, "_") || !is_ascii_letter(channel.front()) ||
        !is_number(post, 1, 10)) {
        return false;
    }
    embed.id = fmt::format("{}/{}", channel, post);
    embed.player = fmt::format("https://t.me/{}?embed=1", embed.id);
    return true;
}

bool read_mastodon(const AddressParts& parts, KnownEmbed& embed) {
    const auto count = parts.path.size();
    const auto first = parts.at(0);
    std::string_view name;
    std::string_view post;
    const bool is_player = count == 3 && first.starts_with('@') && parts.at(2) == "embed";
    if (first.starts_with('@') && (count == 2 || is_player)) {
        name = first.substr(1);
        post = parts.at(1);
    } else if (count == 4 && first == "users" && parts.at(2) == "statuses") {
        name = parts.at(1);
        post = parts.at(3);
    }
    if (!is_mastodon_name(name) || !is_number(post, 15, 20)) {
        return false;
    }
    const auto page = fmt::format("https://{}/@{}/{}", parts.host, name, post);
    embed.id = fmt::format("{}/@{}/{}", parts.host, name, post);
    embed.player = page + "/embed";
    if (is_player) {
        embed.page = page;
    }
    return true;
}

bool read_x(const AddressParts& parts, KnownEmbed& embed) {
    const bool anonymous = parts.at(0) == "i" && parts.at(1) == "web";
    const auto name = anonymous ? std::string_view{"i"} : parts.at(0);
    const std::size_t at = anonymous ? 2 : 1;
    const auto post = parts.at(at + 1);
    if (!is_id(name, 1, 15, "_") || (parts.at(at) != "status" && parts.at(at) != "statuses") || !is_number(post, 1, 20)) {
        return false;
    }
    embed.id = post;
    return true;
}

bool read_datawrapper(const AddressParts& parts, KnownEmbed& embed) {
    const bool served = parts.host == "datawrapper.dwcdn.net";
    const std::size_t from = served ? 0 : 1;
    const auto id = parts.at(from);
    const auto version = served ? parts.at(1) : std::string_view{};
    if ((!served && parts.at(0) != "_") || parts.path.size() > (served ? 2 : from + 1) || !is_id(id, 5, 5) ||
        (!version.empty() && !is_number(version, 1, 5))) {
        return false;
    }
    embed.id = id;
    embed.player = fmt::format("https://datawrapper.dwcdn.net/{}/{}", id, version.empty() ? "" : fmt::format("{}/", version));
    return true;
}

bool read_openstreetmap(const AddressParts& parts, KnownEmbed& embed) {
    if (parts.path.size() == 2 && parts.at(0) == "export" && parts.at(1) == "embed.html") {
        const auto box = coordinates<4>(parts.parameter("bbox"), 180, 90);
        if (!box) {
            return false;
        }
        embed.id = fmt::format("{:.5f},{:.5f},{:.5f},{:.5f}", box->at(0), box->at(1), box->at(2), box->at(3));
        embed.player = map_player(*box, coordinates<2>(parts.parameter("marker"), 90, 180));
        return true;
    }
    constexpr std::string_view kMap = "map=";
    constexpr int kUsualZoom = 16;
    constexpr int kMaxZoom = 20;
    if (!parts.path.empty()) {
        return false;
    }
    const auto marked_latitude = degrees(parts.parameter("mlat"), kMaxLatitude);
    const auto marked_longitude = degrees(parts.parameter("mlon"), 180);
    std::optional<std::array<double, 2>> marker;
    if (marked_latitude && marked_longitude) {
        marker = {*marked_latitude, *marked_longitude};
    }
    auto latitude = marked_latitude;
    auto longitude = marked_longitude;
    int zoom = kUsualZoom;
    if (parts.fragment.starts_with(kMap)) {
        const auto map = parts.fragment.substr(kMap.size(), parts.fragment.find('&') - kMap.size());
        const auto slash = map.find('/');
        const auto second = slash == std::string_view::npos ? slash : map.find('/', slash + 1);
        if (second == std::string_view::npos || !is_number(map.substr(0, slash), 1, 2)) {
            return false;
        }
        std::from_chars(map.data(), map.data() + slash, zoom);
        latitude = degrees(map.substr(slash + 1, second - slash - 1), kMaxLatitude);
        longitude = degrees(map.substr(second + 1), 180);
    }
    if (!latitude || !longitude || zoom > kMaxZoom) {
        return false;
    }
    embed.id = fmt::format("{}/{:.5f}/{:.5f}", zoom, *latitude, *longitude);
    embed.player = map_player(box_around(*latitude, *longitude, zoom), marker);
    return true;
}

}  // namespace stoppress::document
