// SPDX-License-Identifier: GPL-3.0-or-later
// to_text and opening_text: the text of a body without its structure.
#include <algorithm>

#include "document/convert.hpp"
#include "document/normal_inlines.hpp"
#include "document/unicode.hpp"

namespace stoppress::document {

namespace {

class TextWriter {
public:
    std::string write(const Document& document) && {
        blocks(document.blocks);
        for (const auto& footnote : document.footnotes) {
            blocks(footnote);
        }
        return std::move(out_);
    }

private:
    void blocks(const Blocks& blocks) {
        for (const auto& block : blocks) {
            std::visit([this](const auto& node) { this->node(node); }, block.node);
        }
    }

    void node(const Paragraph& paragraph) { piece(paragraph.content); }
    void node(const Heading& heading) { piece(heading.content); }
    void node(const List& list) {
        for (const auto& item : list.items) {
            blocks(item);
        }
    }
    void node(const Quote& quote) {
        blocks(quote.blocks);
        piece(quote.attribution);
    }
    void node(const Code& code) { piece(code.text); }
    void node(const Table& table) {
        piece(table.caption);
        row(table.header);
        for (const auto& cells : table.rows) {
            row(cells);
        }
    }
    void node(const Image& image) {
        piece(image.caption.empty() ? image.alt : std::string{});
        piece(image.caption);
        piece(image.credit);
    }
    void node(const Gallery& gallery) {
        std::ranges::for_each(gallery.pictures, [this](const Image& picture) { this->node(picture); });
        piece(gallery.caption);
    }
    void node(const Audio& audio) {
        piece(audio.title);
        piece(audio.caption);
    }
    void node(const Video& video) {
        piece(video.title);
        piece(video.caption);
    }
    void node(const Embed& embed) {
        piece(embed.title);
        piece(embed.caption);
    }
    void node(const Rule& /*rule*/) {}

    void row(const std::vector<Inlines>& cells) {
        std::string line;
        for (const auto& cell : cells) {
            line += line.empty() || cell.empty() ? "" : "\t";
            line += plain_text(cell);
        }
        piece(line);
    }

    void piece(const Inlines& inlines) {
        if (inlines.empty()) {
            return;
        }
        separate();
        for (const auto& run : inlines) {
            out_ += run.text;
        }
    }
    void piece(std::string_view text) {
        if (!text.empty()) {
            separate();
            out_ += text;
        }
    }
    void separate() {
        if (!out_.empty()) {
            out_ += "\n\n";
        }
    }

    std::string out_;
};

/// Collects running text until it has enough code points for the requested number of characters.
class Opening {
public:
    explicit Opening(std::size_t graphemes) : wanted_(graphemes) {}

    void blocks(const Blocks& blocks) {
        for (const auto& block : blocks) {
            if (full()) {
                return;
            }
            std::visit([this](const auto& node) { this->node(node); }, block.node);
        }
    }
    std::string take() { return std::move(text_); }

private:
    // Grapheme clusters may have many code points (flags, families, Indic syllables). The caller counts them; it gets
    // enough even if each is as long as such clusters are in running text.
    static constexpr std::size_t kCodePointsPerCharacter = 8;

    [[nodiscard]] std::size_t most() const { return wanted_ * kCodePointsPerCharacter; }
    [[nodiscard]] bool full() const { return code_points_ >= most(); }
    static bool begins_code_point(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80; }

    /// As much of it as fits.
    void append(std::string_view text) {
        auto points = static_cast<std::size_t>(std::ranges::count_if(text, begins_code_point));
        if (const auto room = most() - code_points_; points > room) {
            points = 0;
            const auto* const end = std::ranges::find_if(text, [&](char byte) { return begins_code_point(byte) && ++points > room; });
            points = room;
            text = {text.begin(), end};
        }
        const auto start = static_cast<std::ptrdiff_t>(text_.size());
        text_ += text;
        std::ranges::replace(text_.begin() + start, text_.end(), '\n', ' ');
        code_points_ += points;
    }

    void node(const Paragraph& paragraph) {
        if (!text_.empty() && !paragraph.content.empty()) {
            text_ += ' ';
        }
        for (const auto& run : paragraph.content) {
            append(run.text);
        }
    }
    void node(const List& list) {
        for (const auto& item : list.items) {
            blocks(item);
        }
    }
    void node(const Quote& quote) {
        if (!quote.pull) {  // a pull quote repeats text from elsewhere
            blocks(quote.blocks);
        }
    }
    template <class Other>
    void node(const Other& /*heading, code, table, figure, embed, rule*/) {}

    std::size_t wanted_;
    std::size_t code_points_ = 0;
    std::string text_;
};

}  // namespace

std::string to_text(const Document& document) {
    return TextWriter{}.write(document);
}

std::string opening_text(const Document& document, std::size_t graphemes) {
    Opening opening(graphemes);
    opening.blocks(document.blocks);
    return opening.take();
}

}  // namespace stoppress::document
