// SPDX-License-Identifier: GPL-3.0-or-later
// Properties of every document, whatever input it was read from.
// Thread: the fuzzer's.
#pragma once

#include <array>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "document/addresses/body_addresses.hpp"
#include "document/convert.hpp"
#include "document/embeds/known_embed.hpp"

namespace stoppress::document {

inline void require(bool holds, const char* what, const std::string& shown) {
    if (!holds) {
        std::fprintf(stderr, "%s:\n%s\n", what, shown.c_str());
        std::abort();
    }
}

/// Checks that the serialiser's output contains only tags and attributes that it knows.
inline void check_markup(const std::string& html) {
    static constexpr std::array<std::string_view, 30> kTags{
        "p",     "h2",      "h3",    "h4",    "h5", "h6", "ul", "ol", "li", "blockquote", "pre", "div",    "sup", "code", "span",
        "table", "caption", "thead", "tbody", "tr", "th", "td", "a",  "em", "del",        "sub", "strong", "br",  "hr",   "img"};
    static constexpr std::array<std::string_view, 5> kMoreTags{"figure", "figcaption", "cite", "footer", "section"};
    static constexpr std::array<std::string_view, 20> kAttributes{
        "href", "title",      "hreflang", "rel",   "lang",   "dir",     "id",       "class", "start",    "role",
        "src",  "aria-label", "alt",      "width", "height", "loading", "decoding", "scope", "tabindex", "data-provider"};
    const auto known = [](const auto& names, std::string_view name) {
        for (const auto candidate : names) {
            if (candidate == name) {
                return true;
            }
        }
        return false;
    };
    for (auto at = html.find('<'); at != std::string::npos; at = html.find('<', at)) {
        at += html[at + 1] == '/' ? 2 : 1;
        auto end = html.find_first_of(" >", at);
        require(end != std::string::npos, "an unfinished tag", html);
        const auto tag = std::string_view{html}.substr(at, end - at);
        require(known(kTags, tag) || known(kMoreTags, tag), "a tag outside of the model", html);
        while (html[end] == ' ') {
            const auto equals = html.find('=', end);
            require(equals != std::string::npos && html[equals + 1] == '"', "an attribute without quotes", html);
            const auto name = std::string_view{html}.substr(end + 1, equals - end - 1);
            require(known(kAttributes, name), "an attribute outside of the model", html);
            const auto close = html.find('"', equals + 2);
            require(close != std::string::npos, "an unfinished attribute", html);
            if (name == "href" || name == "src") {
                const auto value = std::string_view{html}.substr(equals + 2, close - equals - 2);
                require(value.starts_with("http://") || value.starts_with("https://") || value.starts_with("mailto:") ||
                            value.starts_with("tel:") || value.starts_with('/') || value.starts_with('#'),
                        "an address that is not allowed", html);
                require(!value.starts_with("//"), "an address on another host", html);
            }
            end = close + 1;
        }
        require(html[end] == '>', "something else within a tag", html);
        at = end;
    }
}

inline void check_document(const Document& document) {
    Document normal = document;
    normalise(normal);
    const auto json = to_json(document);
    require(normal == document, "not in its one form", json + "\n" + to_json(normal));
    const auto from_own_json = from_json(json);
    require(from_own_json.has_value(), "its own JSON is refused", json);
    require(*from_own_json == document, "its own JSON says something else", json + "\n" + to_json(*from_own_json));
    const auto html = to_html(document).string();
    check_markup(html);
    const auto from_own_html = from_html(html);
    require(from_own_html.has_value(), "its own HTML is refused", html);
    require(from_own_html->document == document, "its own HTML says something else",
            json + "\n" + html + "\n" + to_json(from_own_html->document));
    require(from_own_html->reductions.empty(), "its own HTML is reduced", html);
    for_each_address(document, [&](const Address& address) {
        const auto known = known_embed(address);
        if (known && !known->player.empty()) {
            const auto player = Address::parse(known->player);
            require(player.has_value() && player->string() == known->player && known->player.starts_with("https://"),
                    "a player that is no address", known->player);
            require(known->player.find_first_of(" ;,'\"<>") == std::string::npos, "a player with odd characters", known->player);
        }
    });
    static_cast<void>(to_text(document));
    static_cast<void>(opening_text(document, 200));
}

}  // namespace stoppress::document
