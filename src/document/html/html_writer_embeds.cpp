// SPDX-License-Identifier: GPL-3.0-or-later
// HtmlWriter's embeds: a link in feeds and in the API; on pages a card, with what a script needs to load the player. The
// button is hidden until that script has found it, so a page without the script shows the link alone.
#include "document/html/html_writer.hpp"

#include <utility>

namespace stoppress::document {

void HtmlWriter::node(const Embed& embed, const Block& block) {
    const auto known = embeds_ != nullptr ? known_embed(embed.url) : std::nullopt;
    const auto card = known ? embeds_->card(*known) : EmbedCard{};
    out_ += "<figure class=\"embed\"";
    attribute("data-provider", embed.provider);
    if (!card.button.empty()) {
        attribute("data-kind", known->upright ? "upright" : to_string(known->kind));
        attribute("data-player", known->player);
        attribute("data-title", embed.title.empty() ? card.provider : embed.title + " – " + card.provider);
    }
    if (embeds_ == nullptr) {
        // Nobody sees them there, but what was written can be read back whole.
        for (const auto& [name, value] : {std::pair<std::string_view, const std::string&>{"data-description", embed.description},
                                          {"data-site", embed.site},
                                          {"data-picture", embed.picture.string()}}) {
            if (!value.empty()) {
                attribute(name, value);
            }
        }
    }
    language_attributes(block.language, block.direction);
    out_ += '>';
    if (embeds_ != nullptr) {
        embed_card(embed, card);
    } else {
        embed_link(embed);
    }
    caption(embed.caption, {});
    out_ += "</figure>";
}

void HtmlWriter::embed_link(const Embed& embed) {
    out_ += "<a";
    attribute("href", embed.url.string());
    if (embeds_ != nullptr && embed.title.empty()) {
        attribute("dir", "ltr");
    }
    out_ += " rel=\"noopener nofollow\">";
    append_escaped(embed.title.empty() ? embed.url.string() : embed.title, "&<>");
    out_ += "</a>";
}

void HtmlWriter::embed_card(const Embed& embed, const EmbedCard& card) {
    const auto* form = !embed.picture.empty() && pictures_ != nullptr ? pictures_->find(embed.picture) : nullptr;
    if (form != nullptr) {
        out_ += "<span class=\"embed-picture\">";
        picture(Image{}, *form, Within::text);
        out_ += "</span>";
    }
    if (card.provider.empty() && !embed.site.empty()) {
        out_ += "<span class=\"embed-provider\" dir=\"auto\">";
        append_escaped(embed.site, "&<>");
        out_ += "</span>";
    }
    if (!card.provider.empty()) {
        out_ += "<span class=\"embed-provider\"";
        card_language();
        out_ += '>';
        append_escaped(card.provider, "&<>");
        out_ += "</span>";
    }
    embed_link(embed);
    if (!embed.title.empty()) {
        out_ += "<span class=\"embed-host\" dir=\"ltr\">";
        append_escaped(embed.url.host(), "&<>");
        out_ += "</span>";
    }
    if (!embed.description.empty()) {
        out_ += "<span class=\"embed-description\" dir=\"auto\">";
        append_escaped(embed.description, "&<>");
        out_ += "</span>";
    }
    if (!card.button.empty()) {
        out_ += "<span class=\"embed-offer\" hidden";
        card_language();
        out_ += "><button type=\"button\"";
        if (!embed.title.empty()) {
            attribute("aria-label", card.button + ": " + embed.title);
        }
        out_ += '>';
        append_escaped(card.button, "&<>");
        out_ += "</button> <small>";
        append_escaped(card.notice, "&<>");
        out_ += "</small></span>";
    }
}

void HtmlWriter::card_language() {
    if (!embeds_->language.empty()) {
        attribute("lang", embeds_->language);
    }
    if (!embeds_->direction.empty()) {
        attribute("dir", embeds_->direction);
    }
}

}  // namespace stoppress::document
