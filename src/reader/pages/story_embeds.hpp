// SPDX-License-Identifier: GPL-3.0-or-later
// The words on the cards of a page's embeds, and the sites that its players come from.
// Flow:   Theme (words) -> EmbedCards -> document::to_html; origins -> press (the page's policy)
// Thread: the reading pool's; each object belongs to one page.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "document/embeds/embed_cards.hpp"
#include "render/theme/theme.hpp"

namespace stoppress::reader {

class StoryEmbeds {
public:
    /// `language` is the story's. The theme must outlive this.
    StoryEmbeds(const render::Theme& theme, std::string_view language) : theme_(theme), language_(language) {}

    /// Refers to this object, and adds the origin of each player that it makes a card for.
    [[nodiscard]] document::EmbedCards cards();

    /// "https://www.youtube-nocookie.com", without duplicates, at most kMaxPlayerOrigins.
    [[nodiscard]] std::vector<std::string> take_origins() { return std::move(origins_); }

private:
    [[nodiscard]] document::EmbedCard card(const document::KnownEmbed& embed);
    [[nodiscard]] bool may_load(std::string_view player);

    const render::Theme& theme_;
    std::string language_;
    std::vector<std::string> origins_;
};

}  // namespace stoppress::reader
