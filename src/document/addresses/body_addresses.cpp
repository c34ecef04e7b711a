// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/addresses/body_addresses.hpp"

namespace stoppress::document {
namespace {

class Walk {
public:
    explicit Walk(const std::function<void(const Address&)>& each) : each_(each) {}

    void blocks(const Blocks& blocks) {
        for (const Block& block : blocks) {
            std::visit([this](const auto& node) { this->node(node); }, block.node);
        }
    }

private:
    void address(const Address& address) {
        if (!address.empty()) {
            each_(address);
        }
    }
    void inlines(const Inlines& inlines) {
        for (const Inline& run : inlines) {
            address(run.link.href);
        }
    }
    void node(const Paragraph& paragraph) { inlines(paragraph.content); }
    void node(const Heading& heading) { inlines(heading.content); }
    void node(const List& list) {
        for (const Blocks& item : list.items) {
            blocks(item);
        }
    }
    void node(const Quote& quote) {
        blocks(quote.blocks);
        inlines(quote.attribution);
    }
    void node(const Code& /*code*/) {}
    void node(const Table& table) {
        inlines(table.caption);
        for (const Inlines& cell : table.header) {
            inlines(cell);
        }
        for (const auto& row : table.rows) {
            for (const Inlines& cell : row) {
                inlines(cell);
            }
        }
    }
    void node(const Image& image) {
        address(image.source);
        address(image.link);
        inlines(image.caption);
        inlines(image.credit);
    }
    void node(const Embed& embed) {
        address(embed.url);
        inlines(embed.caption);
    }
    void node(const Rule& /*rule*/) {}

    const std::function<void(const Address&)>& each_;
};

}  // namespace

void for_each_address(const Document& document, const std::function<void(const Address&)>& each) {
    Walk walk(each);
    walk.blocks(document.blocks);
    for (const Blocks& footnote : document.footnotes) {
        walk.blocks(footnote);
    }
}

}  // namespace stoppress::document
