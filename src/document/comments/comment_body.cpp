// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/comments/comment_body.hpp"

#include <iterator>
#include <string>
#include <type_traits>
#include <utility>
#include <variant>

#include "document/html/html_writer.hpp"

namespace stoppress::document {
namespace {

Inline plain_run(std::string text) {
    Inline run;
    run.text = std::move(text);
    return run;
}

/// Without references to footnotes, and with links to pages only.
Inlines reduced(Inlines inlines) {
    std::erase_if(inlines, [](const Inline& run) { return run.footnote != 0; });
    for (Inline& run : inlines) {
        if (!run.link.href.empty() && !run.link.href.is_web() && !run.link.href.is_path()) {
            run.link = {};
        }
    }
    return inlines;
}

/// Makes the blocks of a comment of those of a document. Recurses as deep as documents are nested, which limits.hpp limits.
class CommentBlocks {
public:
    void add(Blocks blocks) {
        for (Block& block : blocks) {
            language_ = block.language;
            direction_ = block.direction;
            std::visit([this](auto& node) { this->node(std::move(node)); }, block.node);
        }
    }
    [[nodiscard]] Blocks take() { return std::move(made_); }

private:
    static Blocks within(Blocks blocks) {
        CommentBlocks inner;
        inner.add(std::move(blocks));
        return inner.take();
    }

    void put(Block::Node node) {
        Block block;
        block.node = std::move(node);
        block.language = language_;
        block.direction = direction_;
        made_.push_back(std::move(block));
    }
    void paragraph(Inlines content) {
        if (!content.empty()) {
            put(Paragraph{std::move(content)});
        }
    }

    void node(Paragraph paragraph) { this->paragraph(reduced(std::move(paragraph.content))); }
    void node(Heading heading) {
        Inlines content = reduced(std::move(heading.content));
        for (Inline& run : content) {
            run.marks.add(Mark::strong);
        }
        paragraph(std::move(content));
    }
    void node(List list) {
        for (Blocks& item : list.items) {
            item = within(std::move(item));
        }
        std::erase_if(list.items, [](const Blocks& item) { return item.empty(); });
        if (!list.items.empty()) {
            put(std::move(list));
        }
    }
    void node(Quote quote) {
        Quote kept;
        kept.blocks = within(std::move(quote.blocks));
        kept.attribution = reduced(std::move(quote.attribution));
        if (!kept.blocks.empty()) {
            put(std::move(kept));
        } else {
            paragraph(std::move(kept.attribution));
        }
    }
    void node(Code code) { put(std::move(code)); }
    void node(Table table) {
        paragraph(reduced(std::move(table.caption)));
        row(std::move(table.header));
        for (auto& cells : table.rows) {
            row(std::move(cells));
        }
    }
    void row(std::vector<Inlines> cells) {
        Inlines content;
        for (Inlines& cell : cells) {
            cell = reduced(std::move(cell));
            if (cell.empty()) {
                continue;
            }
            if (!content.empty()) {
                content.push_back(plain_run(" · "));
            }
            std::ranges::move(cell, std::back_inserter(content));
        }
        paragraph(std::move(content));
    }
    void node(const Image& image) {
        if (!image.alt.empty()) {
            paragraph({plain_run(image.alt)});
        }
        paragraph(reduced(image.caption));
    }
    void node(Gallery gallery) {
        for (const Image& picture : gallery.pictures) {
            node(picture);
        }
        paragraph(reduced(std::move(gallery.caption)));
    }
    void node(Audio audio) { paragraph(reduced(std::move(audio.caption))); }
    void node(Video video) { paragraph(reduced(std::move(video.caption))); }
    void node(Embed embed) {
        Inline link = plain_run(embed.title.empty() ? embed.url.string() : embed.title);
        link.link.href = embed.url;
        paragraph({std::move(link)});
        paragraph(reduced(std::move(embed.caption)));
    }
    void node(const Rule& /*rule*/) {}

    Blocks made_;
    std::string language_;
    Direction direction_ = Direction::inherited;
};

}  // namespace

void reduce_to_comment(Document& document) {
    CommentBlocks made;
    made.add(std::move(document.blocks));
    document.blocks = made.take();
    document.footnotes.clear();
    for (Block& block : document.blocks) {
        block.direction = Direction::automatic;
    }
    normalise(document);
}

Html comment_html(const Document& document) {
    return HtmlWriter(document, HtmlWriter::Writers::visitors).write();
}

}  // namespace stoppress::document
