// SPDX-License-Identifier: GPL-3.0-or-later
// The addresses of films: YouTube, Vimeo, Aparat, Dailymotion, PeerTube.
#include <algorithm>
#include <charconv>
#include <cstdint>

#include <fmt/format.h>

#include "document/embeds/providers.hpp"
#include "document/unicode.hpp"

namespace stoppress::document {

namespace {

constexpr std::size_t kTimeDigits = 5;  // a day in seconds

/// "90", "90s", "1m30s", "1h2m3s" in seconds; 0 for anything else.
std::uint32_t seconds(std::string_view text) {
    std::uint32_t sum = 0;
    std::uint32_t unit = 3601;  // units come in falling order
    while (!text.empty()) {
        const auto digits = std::min(text.find_first_not_of("0123456789"), text.size());
        if (!is_number(text.substr(0, digits), 1, kTimeDigits)) {
            return 0;
        }
        std::uint32_t number = 0;
        std::from_chars(text.data(), text.data() + digits, number);
        text.remove_prefix(digits);
        const char letter = text.empty() ? 's' : text.front();
        const std::uint32_t factor = letter == 'h' ? 3600 : letter == 'm' ? 60 : letter == 's' ? 1 : unit;
        if (factor >= unit) {
            return 0;
        }
        unit = factor;
        sum += number * factor;
        text.remove_prefix(std::min<std::size_t>(1, text.size()));
    }
    return sum;
}

/// "t=90" -> "90", for fragments.
std::string_view time_in(std::string_view fragment) {
    return fragment.starts_with("t=") ? fragment.substr(2) : std::string_view{};
}

bool read_youtube_list(std::string_view list, bool is_player, KnownEmbed& embed) {
    if (!is_id(list, 10, 64, "-_")) {
        return false;
    }
    embed.id = list;
    embed.player = fmt::format("https://www.youtube-nocookie.com/embed/videoseries?list={}&autoplay=1", list);
    if (is_player) {
        embed.page = fmt::format("https://www.youtube.com/playlist?list={}", list);
    }
    return true;
}

bool is_uuid(std::string_view text) {
    constexpr std::size_t kLength = 36;
    if (text.size() != kLength) {
        return false;
    }
    for (std::size_t i = 0; i < kLength; ++i) {
        const bool hyphen = i == 8 || i == 13 || i == 18 || i == 23;
        if (hyphen ? text[i] != '-' : !(is_ascii_digit(text[i]) || (text[i] >= 'a' && text[i] <= 'f'))) {
            return false;
        }
    }
    return true;
}

}  // namespace

bool read_youtube(const AddressParts& parts, KnownEmbed& embed) {
    const auto first = parts.at(0);
    const bool is_player = first == "embed" || first == "v";
    std::string_view id;
    if (parts.host == "youtu.be") {
        id = parts.path.size() == 1 ? first : std::string_view{};
    } else if (first == "watch" && parts.path.size() == 1) {
        id = parts.parameter("v");
    } else if (first == "playlist" && parts.path.size() == 1) {
        return read_youtube_list(parts.parameter("list"), false, embed);
    } else if (parts.path.size() == 2 && (is_player || first == "shorts" || first == "live")) {
        id = parts.at(1);
        if (id == "videoseries") {
            return read_youtube_list(parts.parameter("list"), true, embed);
        }
    }
    if (!is_id(id, 11, 11, "-_")) {
        return false;
    }
    auto start = seconds(parts.parameter("t"));
    start = start != 0 ? start : seconds(parts.parameter("start"));
    start = start != 0 ? start : seconds(time_in(parts.fragment));
    embed.id = id;
    embed.upright = first == "shorts";
    embed.player = fmt::format("https://www.youtube-nocookie.com/embed/{}?autoplay=1", id);
    if (is_player) {
        embed.page = fmt::format("https://www.youtube.com/watch?v={}", id);
    }
    if (start != 0) {
        embed.player += fmt::format("&start={}", start);
        embed.page += is_player ? fmt::format("&t={}s", start) : "";
    }
    return true;
}

bool read_vimeo(const AddressParts& parts, KnownEmbed& embed) {
    const auto count = parts.path.size();
    const auto first = parts.at(0);
    const bool is_player = parts.host == "player.vimeo.com";
    std::string_view id;
    std::string_view hash;  // of films that only those with the link may see
    if (is_player) {
        id = count == 2 && first == "video" ? parts.at(1) : std::string_view{};
        hash = parts.parameter("h");
    } else if (is_number(first, 1, 12) && count <= 2) {
        id = first;
        hash = count == 2 ? parts.at(1) : parts.parameter("h");
    } else if (count == 3 && first == "channels") {
        id = parts.at(2);
    } else if (count == 4 && (first == "groups" || first == "album" || first == "showcase") && parts.at(2).starts_with("video")) {
        id = parts.at(3);
    }
    if (!is_number(id, 1, 12) || (!hash.empty() && !is_id(hash, 6, 20))) {
        return false;
    }
    embed.id = hash.empty() ? std::string{id} : fmt::format("{}/{}", id, hash);
    embed.player = fmt::format("https://player.vimeo.com/video/{}?{}autoplay=1&dnt=1", id, hash.empty() ? "" : fmt::format("h={}&", hash));
    if (is_player) {
        embed.page = "https://vimeo.com/" + embed.id;
    }
    if (const auto start = seconds(time_in(parts.fragment)); start != 0) {
        embed.player += fmt::format("#t={}s", start);
        embed.page += is_player ? fmt::format("#t={}s", start) : "";
    }
    return true;
}

bool read_aparat(const AddressParts& parts, KnownEmbed& embed) {
    const auto count = parts.path.size();
    const bool is_player =
        count >= 5 && parts.at(0) == "video" && parts.at(1) == "video" && parts.at(2) == "embed" && parts.at(3) == "videohash";
    const auto id = is_player ? parts.at(4) : parts.at(0) == "v" && count <= 3 ? parts.at(1) : std::string_view{};
    if (!is_id(id, 4, 12)) {
        return false;
    }
    embed.id = id;
    embed.player = fmt::format("https://www.aparat.com/video/video/embed/videohash/{}/vt/frame", id);
    if (is_player) {
        embed.page = fmt::format("https://www.aparat.com/v/{}", id);
    }
    return true;
}

/// Its player is known in order to find the page; it leads a frame on to other hosts, so none is offered.
bool read_dailymotion(const AddressParts& parts, KnownEmbed& embed) {
    const auto count = parts.path.size();
    const bool is_player = count == 3 && parts.at(0) == "embed" && parts.at(1) == "video";
    const bool is_short = count == 1 && parts.host == "dai.ly";
    const auto id = is_player                              ? parts.at(2)
                    : is_short                             ? parts.at(0)
                    : count == 2 && parts.at(0) == "video" ? parts.at(1)
                                                           : std::string_view{};
    if (!is_id(id, 4, 20)) {
        return false;
    }
    embed.id = id;
    if (is_player) {
        embed.page = fmt::format("https://www.dailymotion.com/video/{}", id);
    }
    return true;
}

bool read_peertube(const AddressParts& parts, KnownEmbed& embed) {
    const bool is_player = parts.path.size() == 3 && parts.at(0) == "videos" && parts.at(1) == "embed";
    const bool is_page = parts.path.size() == 3 && parts.at(0) == "videos" && parts.at(1) == "watch";
    const bool is_short_page = parts.path.size() == 2 && parts.at(0) == "w";
    const auto id = parts.at(is_short_page ? 1 : 2);
    if (!(is_player || is_page || is_short_page) || !(is_uuid(id) || is_id(id, 22, 22))) {
        return false;
    }
    embed.id = fmt::format("{}/{}", parts.host, id);
    embed.player = fmt::format("https://{}/videos/embed/{}?autoplay=1", parts.host, id);
    if (is_player) {
        embed.page = fmt::format("https://{}/w/{}", parts.host, id);
    }
    if (const auto start = seconds(parts.parameter("start")); start != 0) {
        embed.player += fmt::format("&start={}s", start);
        embed.page += is_player ? fmt::format("?start={}s", start) : "";
    }
    return true;
}

}  // namespace stoppress::document
