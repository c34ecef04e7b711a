// SPDX-License-Identifier: GPL-3.0-or-later
// What the address of an embed stands for: which provider's film, post, map or chart, and where its player is. Players
// are made from an id that was checked character by character, never from foreign markup.
// Flow:   Embed::url -> KnownEmbed -> to_html (the card on a page), press (which frames the page may load)
// Thread: any; pure functions.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "document/addresses/address.hpp"

namespace stoppress::document {

enum class EmbedKind : std::uint8_t { film, post, map, chart };

struct KnownEmbed {
    std::string_view provider;  ///< "youtube"; static storage
    EmbedKind kind = EmbedKind::film;
    std::string id;        ///< the provider's own, in the letters, digits and marks that such ids have
    std::string player;    ///< what a frame on the page would load, always https; empty: there is none without foreign script
    std::string page;      ///< if the address was that of a player: the page for people to open; else empty
    bool upright = false;  ///< a film that is higher than wide
};

/// Nothing for addresses of other sites, of other pages of a provider, and in other forms than those it uses.
[[nodiscard]] std::optional<KnownEmbed> known_embed(const Address& address);

/// "film", "post", "map", "chart".
[[nodiscard]] std::string_view to_string(EmbedKind kind);

/// The origin of a player, as a Content-Security-Policy names it: "https://www.youtube-nocookie.com".
[[nodiscard]] std::string_view origin_of_player(std::string_view player);

/// The page that an embed's player shows, if it is a known one: a link to it opens in the reader's browser or app.
/// Other addresses are returned as they are.
[[nodiscard]] Address page_of_player(const Address& player);

}  // namespace stoppress::document
