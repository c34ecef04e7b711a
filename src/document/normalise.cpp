// SPDX-License-Identifier: GPL-3.0-or-later
// normalise(): the normal form of a tree. The parsers build trees roughly and leave the rules to this.
#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

#include "document/document.hpp"
#include "document/limits.hpp"
#include "document/normal_inlines.hpp"
#include "document/unicode.hpp"

namespace stoppress::document {

namespace {

constexpr std::uint32_t kMaxPixels = 100'000;  // per side; larger is a typing error

bool is_name(std::string_view text) {
    return text.size() <= kMaxNameLength && std::ranges::all_of(text, [](char c) {
               return is_ascii_letter(c) || is_ascii_digit(c) || std::string_view{"+-_.#"}.contains(c);
           });
}

bool is_provider(std::string_view text) {
    return !text.empty() && text.size() <= kMaxNameLength &&
           std::ranges::all_of(text, [](char c) { return (c >= 'a' && c <= 'z') || is_ascii_digit(c) || c == '-'; });
}

/// "fn" is the prefix of the footnotes' own names, "site-" of those of the surrounding page.
bool is_anchor(std::string_view text) {
    return text.size() <= kMaxAnchorLength && !text.starts_with("fn") && !text.starts_with("site-") &&
           std::ranges::all_of(text, [](char c) {
               return is_ascii_letter(c) || is_ascii_digit(c) || std::string_view{"-_.:!$%()*+,/;=?@[]^|~'"}.contains(c) ||
                      static_cast<unsigned char>(c) >= 0x80;
           });
}

/// Walks a tree; each node() returns whether its block stays, and otherwise appends its replacement to `out`.
class Normaliser {
public:
    explicit Normaliser(std::size_t footnotes) : footnotes_(footnotes) {}

    void normalise_footnote(Blocks& blocks) {
        in_footnote_ = true;
        normalise_blocks(blocks, 0);
    }

    void normalise_blocks(Blocks& blocks, std::size_t nesting) {
        Blocks out;
        out.reserve(blocks.size());
        for (auto& block : blocks) {
            normalise_language(block.language);
            if (std::visit([&](auto& node) { return stays(node, block, nesting, out); }, block.node)) {
                out.push_back(std::move(block));
            }
        }
        blocks = std::move(out);
    }

private:
    bool stays(Paragraph& paragraph, Block& /*block*/, std::size_t /*nesting*/, Blocks& /*out*/) {
        normalise_inlines(paragraph.content, footnotes_, in_footnote_);
        return !paragraph.content.empty();
    }

    bool stays(Heading& heading, Block& /*block*/, std::size_t /*nesting*/, Blocks& /*out*/) {
        normalise_inlines(heading.content, footnotes_, in_footnote_);
        heading.level = std::clamp(heading.level, 2, 6);
        if (heading.content.empty()) {
            return false;
        }
        if (!heading.anchor.empty() && (!is_anchor(heading.anchor) || !anchors_.insert(heading.anchor).second)) {
            heading.anchor.clear();
        }
        return true;
    }

    bool stays(List& list, Block& block, std::size_t nesting, Blocks& out) {
        for (auto& item : list.items) {
            if (nesting < kMaxNesting) {
                normalise_blocks(item, nesting + 1);
            } else {
                put_in_place(block, item, nesting, out);
            }
        }
        std::erase_if(list.items, [](const Blocks& item) { return item.empty(); });
        if (!list.ordered) {
            list.start = 1;
        }
        return !list.items.empty();
    }

    bool stays(Quote& quote, Block& block, std::size_t nesting, Blocks& out) {
        normalise_inlines(quote.attribution, footnotes_, in_footnote_);
        if (nesting < kMaxNesting) {
            normalise_blocks(quote.blocks, nesting + 1);
        } else {
            put_in_place(block, quote.blocks, nesting, out);
        }
        if (quote.blocks.empty()) {
            put_in_place(block, std::move(quote.attribution), out);
            return false;
        }
        return true;
    }

    bool stays(Code& code, Block& /*block*/, std::size_t /*nesting*/, Blocks& /*out*/) {
        drop_forbidden(code.text);
        std::erase(code.text, '\r');
        std::ranges::replace(code.text, '\f', ' ');
        while (code.text.ends_with('\n')) {
            code.text.pop_back();
        }
        if (!is_name(code.language)) {
            code.language.clear();
        }
        return !code.text.empty();
    }

    bool stays(Table& table, Block& block, std::size_t /*nesting*/, Blocks& out) {
        normalise_inlines(table.caption, footnotes_, in_footnote_);
        std::size_t columns = table.header.size();
        for (const auto& row : table.rows) {
            columns = std::max(columns, row.size());
        }
        columns = std::min(columns, kMaxColumns);
        if (!table.header.empty()) {
            normalise_row(table.header, columns);
        }
        for (auto& row : table.rows) {
            normalise_row(row, columns);
        }
        if (is_blank(table.header)) {
            table.header.clear();
        }
        std::erase_if(table.rows, is_blank);
        table.alignments.resize(columns, Alignment::none);
        if (table.rows.empty() && table.header.empty()) {
            put_in_place(block, std::move(table.caption), out);
            return false;
        }
        return true;
    }

    bool stays(Image& image, Block& block, std::size_t /*nesting*/, Blocks& out) {
        normalise_picture(image);
        if (is_shown(image)) {
            return true;
        }
        put_words_in_place(block, std::move(image), out);
        return false;
    }

    /// One without a picture becomes its caption, one of a single picture that picture, and a longer one several.
    bool stays(Gallery& gallery, Block& block, std::size_t /*nesting*/, Blocks& out) {
        normalise_inlines(gallery.caption, footnotes_, in_footnote_);
        std::vector<Image> shown;
        std::vector<Image> lost;
        for (auto& picture : gallery.pictures) {
            normalise_picture(picture);
            picture.layout = Layout::text;
            (is_shown(picture) ? shown : lost).push_back(std::move(picture));
        }
        const auto as_block = [&block](Block::Node node) { return Block{std::move(node), block.language, block.direction}; };
        if (shown.size() == 1) {
            shown.front().layout = gallery.layout;
            if (shown.front().caption.empty()) {
                shown.front().caption = std::exchange(gallery.caption, {});
            }
            out.push_back(as_block(std::move(shown.front())));
        } else {
            // As even as possible, so that none is left with a single picture.
            const auto parts = (shown.size() + kMaxPictures - 1) / kMaxPictures;
            for (std::size_t part = 0, from = 0; part < parts; ++part) {
                const auto to = shown.size() * (part + 1) / parts;
                Gallery piece;
                piece.pictures.assign(std::make_move_iterator(shown.begin() + static_cast<std::ptrdiff_t>(from)),
                                      std::make_move_iterator(shown.begin() + static_cast<std::ptrdiff_t>(to)));
                piece.layout = gallery.layout;
                if (part + 1 == parts) {
                    piece.caption = std::exchange(gallery.caption, {});
                }
                out.push_back(as_block(std::move(piece)));
                from = to;
            }
        }
        put_in_place(block, std::move(gallery.caption), out);
        for (auto& picture : lost) {
            put_words_in_place(block, std::move(picture), out);
        }
        return false;
    }

    void normalise_picture(Image& image) {
        normalise_inlines(image.caption, footnotes_, in_footnote_);
        normalise_inlines(image.credit, footnotes_, in_footnote_);
        image.alt = single_line(image.alt);
        if (is_footnote_fragment(image.link)) {
            image.link = Address{};
        }
        normalise_size(image);
    }

    static bool is_shown(const Image& image) { return image.source.is_web() || image.source.is_path(); }

    /// What a picture without an address said.
    static void put_words_in_place(const Block& block, Image image, Blocks& out) {
        if (image.caption.empty() && !image.alt.empty()) {
            image.caption.emplace_back();
            image.caption.back().text = image.alt;
        }
        put_in_place(block, std::move(image.caption), out);
        put_in_place(block, std::move(image.credit), out);
    }

    bool stays(Audio& audio, Block& block, std::size_t /*nesting*/, Blocks& out) { return recording_stays(audio, block, out); }

    bool stays(Video& video, Block& block, std::size_t /*nesting*/, Blocks& out) {
        if (!video.poster.is_web() && !video.poster.is_path()) {
            video.poster = Address{};
        }
        normalise_size(video);
        return recording_stays(video, block, out);
    }

    template <class Node>
    bool recording_stays(Node& recording, const Block& block, Blocks& out) {
        normalise_inlines(recording.caption, footnotes_, in_footnote_);
        recording.title = single_line(recording.title);
        if (recording.source.is_web() || recording.source.is_path()) {
            return true;
        }
        put_in_place(block, std::move(recording.caption), out);
        return false;
    }

    template <class Figure>
    static void normalise_size(Figure& figure) {
        if (figure.width == 0 || figure.height == 0 || figure.width > kMaxPixels || figure.height > kMaxPixels) {
            figure.width = figure.height = 0;
        }
    }

    bool stays(Embed& embed, Block& block, std::size_t /*nesting*/, Blocks& out) {
        normalise_inlines(embed.caption, footnotes_, in_footnote_);
        embed.title = single_line(embed.title);
        embed.description = single_line(embed.description);
        embed.site = single_line(embed.site);
        if (embed.title == embed.url.string()) {
            embed.title.clear();
        }
        if (!embed.picture.is_path()) {
            embed.picture = {};
        }
        if (!is_provider(embed.provider)) {
            embed.provider = provider_of(embed.url);
        }
        if (embed.url.is_web()) {
            return true;
        }
        put_in_place(block, std::move(embed.caption), out);
        return false;
    }

    bool stays(Rule& /*rule*/, Block& block, std::size_t /*nesting*/, Blocks& /*out*/) {
        block.language.clear();
        block.direction = Direction::inherited;
        return true;
    }

    static bool is_blank(const std::vector<Inlines>& row) { return std::ranges::all_of(row, &Inlines::empty); }

    void normalise_row(std::vector<Inlines>& row, std::size_t columns) {
        cells_ += columns;
        row.resize(cells_ > kMaxCells ? 0 : columns);
        std::ranges::for_each(row, [this](Inlines& cell) { normalise_inlines(cell, footnotes_, in_footnote_); });
    }

    /// Replaces a block by the `blocks` it contained, which inherit its language.
    void put_in_place(const Block& block, Blocks& blocks, std::size_t nesting, Blocks& out) {
        normalise_blocks(blocks, nesting);
        for (auto& inner : blocks) {
            if (!std::holds_alternative<Rule>(inner.node)) {
                inner.language = inner.language.empty() ? block.language : inner.language;
                inner.direction = inner.direction == Direction::inherited ? block.direction : inner.direction;
            }
            out.push_back(std::move(inner));
        }
        blocks.clear();
    }

    static void put_in_place(const Block& block, Inlines content, Blocks& out) {
        if (!content.empty()) {
            out.push_back(Block{Paragraph{std::move(content)}, block.language, block.direction});
        }
    }

    std::size_t footnotes_;
    bool in_footnote_ = false;
    std::size_t cells_ = 0;
    std::set<std::string, std::less<>> anchors_;
};

}  // namespace

void normalise(Document& document) {
    if (document.footnotes.size() > kMaxFootnotes) {
        document.footnotes.resize(kMaxFootnotes);
    }
    Normaliser normaliser(document.footnotes.size());
    normaliser.normalise_blocks(document.blocks, 0);
    for (auto& footnote : document.footnotes) {
        normaliser.normalise_footnote(footnote);
    }
}

}  // namespace stoppress::document
