// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/addresses/body_addresses.hpp"

#include <type_traits>

namespace stoppress::document {
namespace {

/// Visits what can hold addresses: visitor.run(Inline), visitor.image(Image), visitor.embed(Embed), all of them const or none.
template <class Visitor>
class Walk {
public:
    explicit Walk(Visitor visitor) : visitor_(std::move(visitor)) {}

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
            visitor_.image(node);
            inlines(node.caption);
            inlines(node.credit);
        } else if constexpr (std::is_same_v<Node, Embed>) {
            visitor_.embed(node);
            inlines(node.caption);
        } else {
            static_assert(std::is_same_v<Node, Code> || std::is_same_v<Node, Rule>);
        }
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

struct Reader {
    const std::function<void(const Address&)>& each;

    void address(const Address& address) const {
        if (!address.empty()) {
            each(address);
        }
    }
    void run(const Inline& run) const { address(run.link.href); }
    void image(const Image& image) const {
        address(image.source);
        address(image.link);
    }
    void embed(const Embed& embed) const { address(embed.url); }
};

struct Changer {
    const AddressChanges& changes;
    bool& changed;

    void run(Inline& run) const { changed = changes.link(run.link.href) || changed; }
    void image(Image& image) const {
        changed = changes.image(image) || changed;
        changed = changes.link(image.link) || changed;
    }
    void embed(Embed& /*embed*/) const {}
};

}  // namespace

void for_each_address(const Document& document, const std::function<void(const Address&)>& each) {
    Walk(Reader{each}).document(document);
}

void change_addresses(Document& document, const AddressChanges& changes) {
    bool changed = false;
    Walk(Changer{changes, changed}).document(document);
    if (changed) {
        normalise(document);
    }
}

}  // namespace stoppress::document
