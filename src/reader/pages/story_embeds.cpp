// SPDX-License-Identifier: GPL-3.0-or-later
#include "reader/pages/story_embeds.hpp"

#include <algorithm>

#include "reader/limits.hpp"
#include "story/text.hpp"

namespace stoppress::reader {

document::EmbedCards StoryEmbeds::cards() {
    document::EmbedCards cards;
    cards.card = [this](const document::KnownEmbed& embed) { return card(embed); };
    if (const auto words = theme_.wording_language(language_); words != language_) {
        cards.language = words;
        cards.direction = story::to_string(story::direction_of(words));
    }
    return cards;
}

document::EmbedCard StoryEmbeds::card(const document::KnownEmbed& embed) {
    document::EmbedCard card;
    card.provider = theme_.word(language_, "provider_" + std::string(embed.provider));
    if (may_load(embed.player)) {
        const auto host = document::origin_of_player(embed.player).substr(std::string_view("https://").size());
        card.button = embed.kind == document::EmbedKind::film ? theme_.word(language_, "embed_play")
                                                              : theme_.word(language_, "embed_load", {{"provider", card.provider}});
        card.notice = theme_.word(language_, "embed_notice", {{"provider", card.provider}, {"host", std::string(host)}});
    }
    return card;
}

bool StoryEmbeds::may_load(std::string_view player) {
    const auto origin = document::origin_of_player(player);
    if (origin.empty()) {
        return false;
    }
    if (std::ranges::find(origins_, origin) != origins_.end()) {
        return true;
    }
    if (origins_.size() >= kMaxPlayerOrigins) {
        return false;
    }
    origins_.emplace_back(origin);
    return true;
}

}  // namespace stoppress::reader
