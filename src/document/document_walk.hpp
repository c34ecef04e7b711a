// SPDX-License-Identifier: GPL-3.0-or-later
// Visits the texts, pictures, recordings and embeds of a document, also in lists, quotes, tables and footnotes.
// Thread: any; each object belongs to one caller.
#pragma once

#include <type_traits>
#include <utility>
#include <variant>

#include "document/document.hpp"

namespace stoppress::document {

/// Calls visitor.run(Inline), visitor.image(Image), also for each picture of a gallery, visitor.audio(Audio), visitor.video(Video) and
/// visitor.embed(Embed), with the document's own, in its order: const if it is const.
template <class Visitor>
class DocumentWalk {
public:
    explicit DocumentWalk(Visitor visitor) : visitor_(std::move(visitor)) {}

    // Recurses as deep as documents are nested, which limits.hpp limits.
    void document(auto& document) {
        blocks(document.blocks);
        for (auto& footnote : document.footnotes) {
            blocks(footnote);
        }
    }

private:
    void blocks(auto& blocks) {
        for (auto& block : blocks) {
            std::visit([this](auto& node) { this->node(node); }, block.node);
        }
    }
    void inlines(auto& inlines) {
        for (auto& run : inlines) {
            visitor_.run(run);
        }
    }
    void node(auto& node) {
        using Node = std::remove_cvref_t<decltype(node)>;
        if constexpr (std::is_same_v<Node, Paragraph> || std::is_same_v<Node, Heading>) {
            inlines(node.content);
        } else if constexpr (std::is_same_v<Node, List>) {
            for (auto& item : node.items) {
                blocks(item);
            }
        } else if constexpr (std::is_same_v<Node, Quote>) {
            blocks(node.blocks);
            inlines(node.attribution);
        } else if constexpr (std::is_same_v<Node, Table>) {
            table(node);
        } else if constexpr (std::is_same_v<Node, Image>) {
            image(node);
        } else if constexpr (std::is_same_v<Node, Gallery>) {
            for (auto& picture : node.pictures) {
                image(picture);
            }
            inlines(node.caption);
        } else if constexpr (std::is_same_v<Node, Audio>) {
            visitor_.audio(node);
            inlines(node.caption);
        } else if constexpr (std::is_same_v<Node, Video>) {
            visitor_.video(node);
            inlines(node.caption);
        } else if constexpr (std::is_same_v<Node, Embed>) {
            visitor_.embed(node);
            inlines(node.caption);
        } else {
            static_assert(std::is_same_v<Node, Code> || std::is_same_v<Node, Rule>);
        }
    }
    void image(auto& image) {
        visitor_.image(image);
        inlines(image.caption);
        inlines(image.credit);
    }
    void table(auto& table) {
        inlines(table.caption);
        for (auto& cell : table.header) {
            inlines(cell);
        }
        for (auto& row : table.rows) {
            for (auto& cell : row) {
                inlines(cell);
            }
        }
    }

    Visitor visitor_;
};

}  // namespace stoppress::document
