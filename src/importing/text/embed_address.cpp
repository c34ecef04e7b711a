// SPDX-License-Identifier: GPL-3.0-or-later
#include "importing/text/embed_address.hpp"

#include <algorithm>
#include <initializer_list>

#include "importing/text/markup.hpp"
#include "importing/text/text.hpp"

namespace stoppress::importing {
namespace {

/// Whether `id` can be part of an address without encoding.
bool is_plain_id(std::string_view id) {
    return !id.empty() && id.size() < 200 &&
           std::ranges::all_of(id, [](char c) { return is_ascii_letter(c) || is_ascii_digit(c) || std::string_view("-_./").contains(c); });
}

}  // namespace

std::string embed_address(const EmbedParts& parts) {
    const std::string_view whole = is_web_address(parts.id) ? parts.id : parts.url;
    if (is_web_address(whole) || whole.starts_with("//")) {
        return page_of_player(whole);
    }
    if (!is_plain_id(parts.id)) {
        return {};
    }
    const std::string id(parts.id);
    const auto is = [&parts](std::initializer_list<std::string_view> names) {
        return std::ranges::any_of(names, [&parts](std::string_view name) { return equals_ignoring_case(name, parts.site); });
    };
    const auto or_else = [](std::string_view text, std::string_view otherwise) {
        return std::string(is_plain_id(text) ? text : otherwise);
    };
    if (is({"youtube", "youtube-lite", "yt", "youtubepl"})) {
        return "https://www.youtube.com/watch?v=" + id + (is_plain_id(parts.start) ? "&t=" + std::string(parts.start) : "");
    }
    if (is({"aparat"})) {
        return "https://www.aparat.com/v/" + id;
    }
    if (is({"telegram"})) {
        return "https://t.me/" + id;
    }
    if (is({"vimeo", "vimeo_simple"})) {
        return "https://vimeo.com/" + id;
    }
    if (is({"tweet", "twitter", "twitter_simple", "x", "x_simple"})) {
        return "https://twitter.com/" + or_else(parts.user, "i/web") + "/status/" + id;
    }
    if (is({"instagram", "instagram_simple"})) {
        return "https://www.instagram.com/p/" + id + "/";
    }
    if (is({"gist"})) {
        return "https://gist.github.com/" + id + (is_plain_id(parts.second) ? "/" + std::string(parts.second) : "");
    }
    if (is({"spotify"})) {
        return "https://open.spotify.com/" + or_else(parts.type, "track") + "/" + id;
    }
    return is({"asciinema"}) ? "https://asciinema.org/a/" + id : std::string();
}

}  // namespace stoppress::importing
