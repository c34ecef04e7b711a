// SPDX-License-Identifier: GPL-3.0-or-later
// How a page shows an embed: a card with a link, and with a button that loads the player in its place.
// Flow:   theme's words -> reader (cards of a page) -> to_html
// Thread: plain data.
#pragma once

#include <functional>
#include <string>

#include "document/embeds/known_embed.hpp"

namespace stoppress::document {

/// The words of one card.
struct EmbedCard {
    std::string provider;  ///< "YouTube"
    std::string button;    ///< "Play"; empty: the card is only a link
    std::string notice;    ///< what the button does: whom it contacts
};

struct EmbedCards {
    /// The card of a known embed; may be called more than once for the same.
    std::function<EmbedCard(const KnownEmbed&)> card;
    std::string language;   ///< of the words, BCP 47; empty: that of the text around
    std::string direction;  ///< "ltr" or "rtl"; empty: that of the text around
};

}  // namespace stoppress::document
