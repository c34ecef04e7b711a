// SPDX-License-Identifier: GPL-3.0-or-later
#include "importing/files/recordings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <variant>

#include "document/embeds/known_embed.hpp"
#include "importing/text/markup.hpp"
#include "media/picture.hpp"

namespace stoppress::importing {
namespace {

using document::Block;

std::string_view name_of_file(std::string_view address) {
    address = address.substr(0, address.find_first_of("?#"));
    return address.substr(address.rfind('/') + 1);
}

/// What stands where a player cannot: a card, or a paragraph with a link.
template <class Recording>
Block::Node link_to(Recording&& recording) {
    if (recording.source.is_web()) {
        document::Embed card;
        card.url = document::page_of_player(recording.source);
        card.provider = document::provider_of(card.url);
        card.title = std::move(recording.title);
        card.caption = std::move(recording.caption);
        return card;
    }
    document::Paragraph paragraph;
    document::Inline& link = paragraph.content.emplace_back();
    link.text = recording.title.empty() ? std::string(name_of_file(recording.source.string())) : std::move(recording.title);
    link.link.href = std::move(recording.source);
    if (!recording.caption.empty()) {
        paragraph.content.emplace_back().text = " ";
        std::ranges::move(recording.caption, std::back_inserter(paragraph.content));
    }
    return paragraph;
}

class Settling {
public:
    void blocks(document::Blocks& all) {
        for (Block& block : all) {
            if (auto* list = std::get_if<document::List>(&block.node)) {
                for (document::Blocks& item : list->items) {
                    blocks(item);
                }
            } else if (auto* quote = std::get_if<document::Quote>(&block.node)) {
                blocks(quote->blocks);
            } else if (auto* audio = std::get_if<document::Audio>(&block.node)) {
                block.node = settled(std::move(*audio));
            } else if (auto* video = std::get_if<document::Video>(&block.node)) {
                block.node = settled(std::move(*video));
            }
        }
    }
    [[nodiscard]] std::size_t links() const { return links_; }
    [[nodiscard]] bool changed() const { return changed_; }

private:
    template <class Recording>
    Block::Node settled(Recording recording) {
        const auto name = recording.source.is_path() ? media::Name::parse_address(recording.source.string()) : std::nullopt;
        if (!name.has_value() || !media::is_recording(name->format)) {
            changed_ = true;
            ++links_;
            return link_to(std::move(recording));
        }
        if constexpr (std::is_same_v<Recording, document::Audio>) {
            if (media::is_film(name->format)) {
                changed_ = true;
                document::Video film;
                film.source = std::move(recording.source);
                film.title = std::move(recording.title);
                film.caption = std::move(recording.caption);
                return film;
            }
        } else if (!media::is_film(name->format)) {
            changed_ = true;
            return document::Audio{std::move(recording.source), std::move(recording.title), std::move(recording.caption)};
        }
        return recording;
    }

    std::size_t links_ = 0;
    bool changed_ = false;
};

}  // namespace

std::optional<std::string> settle_recordings(document::Document& body) {
    Settling settling;
    settling.blocks(body.blocks);
    for (document::Blocks& footnote : body.footnotes) {
        settling.blocks(footnote);
    }
    if (settling.changed()) {
        document::normalise(body);
    }
    if (settling.links() == 0) {
        return std::nullopt;
    }
    return fmt::format("sound and film that are not in the library became cards or links to where they are: {}", settling.links());
}

}  // namespace stoppress::importing
