// SPDX-License-Identifier: GPL-3.0-or-later
#include "exporting/archive/markdown_writer.hpp"

#include <algorithm>
#include <string_view>
#include <variant>

#include <fmt/format.h>

#include "exporting/archive/markdown_inlines.hpp"

namespace stoppress::exporting {
namespace {

using namespace document;  // NOLINT(google-build-using-namespace): every type of a block

/// The lines of `text`, with `first` before the first and `others` before the others; white space alone is left out.
std::string indented(std::string_view text, std::string_view first, std::string_view others) {
    std::string out;
    bool is_first = true;
    while (true) {
        const auto end = std::min(text.find('\n'), text.size());
        const auto line = text.substr(0, end);
        std::string_view before = is_first ? first : others;
        if (line.empty() && !is_first) {
            before = before.substr(0, before.find_last_not_of(' ') + 1);
        }
        out += before;
        out += line;
        is_first = false;
        if (end == text.size()) {
            return out;
        }
        out += '\n';
        text.remove_prefix(end + 1);
    }
}

std::string plain_words(const Inlines& inlines) {
    std::string text;
    for (const Inline& run : inlines) {
        text += run.text;
    }
    return text;
}

class MarkdownBlocks {
public:
    std::string write(const Blocks& blocks) {
        std::string out;
        for (std::size_t i = 0; i < blocks.size(); ++i) {
            // Two lists in a row would be one: every other has another sign.
            const auto* const list = std::get_if<List>(&blocks[i].node);
            const auto* const before = i == 0 ? nullptr : std::get_if<List>(&blocks[i - 1].node);
            other_sign_ = list != nullptr && before != nullptr && list->ordered == before->ordered && !other_sign_;
            const std::string text = std::visit([this](const auto& node) { return this->node(node); }, blocks[i].node);
            if (!text.empty()) {
                out += (out.empty() ? "" : "\n\n") + text;
            }
        }
        return out;
    }

private:
    std::string node(const Paragraph& paragraph) { return markdown_inlines(paragraph.content, MarkdownPlace::block); }
    std::string node(const Heading& heading) {
        const std::string anchor = heading.anchor.empty() ? std::string() : fmt::format(" {{#{}}}", heading.anchor);
        return std::string(static_cast<std::size_t>(heading.level), '#') + ' ' + markdown_inlines(heading.content, MarkdownPlace::heading) +
               anchor;
    }
    std::string node(const List& list) {
        const bool other = other_sign_;
        const bool is_loose = std::ranges::any_of(list.items, [](const Blocks& item) {
            return item.size() > 2 || (item.size() == 2 && !std::holds_alternative<List>(item.back().node));
        });
        std::string out;
        std::int64_t number = list.start;
        for (const Blocks& item : list.items) {
            const std::string sign = list.ordered ? fmt::format("{}{} ", number++, other ? ')' : '.') : (other ? "* " : "- ");
            other_sign_ = false;
            std::string text = write(item);
            if (!is_loose && item.size() == 2) {
                // A paragraph and a list in a tight list.
                if (const auto gap = text.find("\n\n"); gap != std::string::npos) {
                    text.erase(gap, 1);
                }
            }
            out += (out.empty() ? "" : is_loose ? "\n\n" : "\n") + indented(text, sign, std::string(sign.size(), ' '));
        }
        other_sign_ = other;
        return out;
    }
    std::string node(const Quote& quote) {
        std::string text = write(quote.blocks);
        if (!quote.attribution.empty()) {
            text += (text.empty() ? "— " : "\n\n— ") + markdown_inlines(quote.attribution, MarkdownPlace::block);
        }
        return indented(text, "> ", "> ");
    }
    static std::string node(const Code& code) {
        std::size_t fence = 3;
        std::size_t run = 0;
        for (const char c : code.text) {
            run = c == '`' ? run + 1 : 0;
            fence = std::max(fence, run + 1);
        }
        const std::string marks(fence, '`');
        return fmt::format("{0}{1}\n{2}\n{0}", marks, code.language, code.text);
    }
    std::string node(const Table& table) {
        std::string out = row(table.header, table.alignments.size());
        out += "\n|";
        for (const Alignment alignment : table.alignments) {
            switch (alignment) {
                case Alignment::none:
                    out += " --- |";
                    break;
                case Alignment::left:
                    out += " :-- |";
                    break;
                case Alignment::center:
                    out += " :-: |";
                    break;
                case Alignment::right:
                    out += " --: |";
                    break;
            }
        }
        for (const auto& cells : table.rows) {
            out += '\n' + row(cells, table.alignments.size());
        }
        return with_caption(std::move(out), table.caption);
    }
    static std::string row(const std::vector<Inlines>& cells, std::size_t columns) {
        std::string line = "|";
        for (std::size_t i = 0; i < columns; ++i) {
            line += ' ' + (i < cells.size() ? markdown_inlines(cells[i], MarkdownPlace::cell) : std::string()) + " |";
        }
        return line;
    }
    static std::string with_caption(std::string text, const Inlines& caption) {
        return caption.empty() ? text : std::move(text) + "\n\n" + markdown_inlines(caption, MarkdownPlace::block);
    }
    std::string node(const Image& image) {
        std::string title = plain_words(image.caption);
        if (!image.credit.empty()) {
            title += (title.empty() ? "" : " ") + fmt::format("({})", plain_words(image.credit));
        }
        const std::string picture =
            "![" + markdown_text(image.alt, MarkdownPlace::heading) + ']' + markdown_target(image.source.string(), title);
        return image.link.empty() ? picture : '[' + picture + ']' + markdown_target(image.link.string(), "");
    }
    std::string node(const Gallery& gallery) {
        std::string out;
        for (const Image& picture : gallery.pictures) {
            out += (out.empty() ? "" : "\n\n") + node(picture);
        }
        return with_caption(std::move(out), gallery.caption);
    }
    std::string node(const Audio& audio) { return recording(audio); }
    std::string node(const Video& video) { return recording(video); }
    template <class Node>
    static std::string recording(const Node& node) {
        const std::string words = node.title.empty() ? node.source.string() : node.title;
        return with_caption('[' + markdown_text(words, MarkdownPlace::heading) + ']' + markdown_target(node.source.string(), ""),
                            node.caption);
    }
    std::string node(const Embed& embed) {
        const std::string words = embed.title.empty() ? embed.url.string() : embed.title;
        return with_caption('[' + markdown_text(words, MarkdownPlace::heading) + ']' + markdown_target(embed.url.string(), ""),
                            embed.caption);
    }
    static std::string node(const Rule& /*rule*/) { return "---"; }

    bool other_sign_ = false;
};

}  // namespace

std::string to_markdown(const Document& document) {
    MarkdownBlocks writer;
    std::string out = writer.write(document.blocks);
    for (std::size_t i = 0; i < document.footnotes.size(); ++i) {
        out += (out.empty() ? "" : "\n\n") + indented(MarkdownBlocks().write(document.footnotes[i]), fmt::format("[^{}]: ", i + 1), "    ");
    }
    return out.empty() ? out : out + '\n';
}

}  // namespace stoppress::exporting
