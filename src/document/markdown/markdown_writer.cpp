// SPDX-License-Identifier: GPL-3.0-or-later
// to_markdown: CommonMark with GitHub's extensions. Anything that Markdown cannot express is written as HTML, which
// from_markdown also reads. Each block is read back to verify it.
#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "document/convert.hpp"
#include "document/html/html_writer.hpp"
#include "document/normal_inlines.hpp"
#include "document/unicode.hpp"

namespace stoppress::document {

namespace {

bool has_footnote(const Inlines& inlines) {
    return std::ranges::any_of(inlines, [](const Inline& run) { return run.footnote != 0; });
}

/// Text with every character escaped that Markdown may interpret.
std::string escaped(std::string_view text, bool at_line_start) {
    constexpr std::string_view kSpecial = "\\`*_{}[]<>#|~&!";
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '\n') {
            out += "\\\n";
            at_line_start = true;
            continue;
        }
        const bool before_end = i + 1 == text.size() || text[i + 1] == ' ' || text[i + 1] == '\n';
        const bool opens_list = at_line_start && (c == '+' || c == '-' || c == '=' || c == ':');
        const bool numbers = (c == '.' || c == ')') && i > 0 && is_ascii_digit(text[i - 1]) && before_end;
        const bool links = (c == ':' && text.substr(i).starts_with("://")) || c == '@' ||
                           (c == '.' && i >= 3 && equals_ignoring_case(text.substr(i - 3, 3), "www"));
        if (kSpecial.contains(c) || opens_list || numbers) {
            out += '\\';
            out += c;
        } else if (links) {  // otherwise the text would become a link; an escape does not prevent that
            out += fmt::format("&#{};", static_cast<int>(c));
        } else {
            out += c;
        }
        at_line_start = false;
    }
    return out;
}

/// A code span, delimited by a number of backquotes that does not occur inside.
std::string code_span(std::string_view text) {
    std::size_t longest = 0;
    std::size_t current = 0;
    for (const char c : text) {
        current = c == '`' ? current + 1 : 0;
        longest = std::max(longest, current);
    }
    const std::string fence(longest + 1, '`');
    const bool pad = text.starts_with('`') || text.ends_with('`');
    return fence + (pad ? " " : "") + std::string{text} + (pad ? " " : "") + fence;
}

std::string destination(const Address& address) {
    return '<' + address.string() + '>';
}

std::string title(std::string_view text) {
    std::string out = " \"";
    for (const char c : text) {
        if (c == '"' || c == '\\' || c == '&' || c == '<') {
            out += fmt::format("&#{};", static_cast<int>(c));
        } else {
            out += c;
        }
    }
    return out + '"';
}

std::string indented(std::string_view text, std::string_view first, std::string_view rest) {
    std::string out{first};
    for (std::size_t i = 0; i < text.size(); ++i) {
        out += text[i];
        if (text[i] == '\n' && i + 1 < text.size()) {
            const bool blank = text[i + 1] == '\n' && trimmed(rest).empty();
            out += blank ? std::string_view{} : rest;
        }
    }
    return out;
}

class MarkdownWriter {
public:
    explicit MarkdownWriter(const Document& document) : document_(document) {}

    std::string write() {
        std::string out;
        const List* list_before = nullptr;
        for (const auto& block : document_.blocks) {
            const auto* list = std::get_if<List>(&block.node);
            if (!out.empty()) {
                out += '\n';
            }
            if (list != nullptr && list_before != nullptr && list->ordered == list_before->ordered) {
                out += "<!-- -->\n\n";  // otherwise they would be one list
            }
            out += checked(block);
            list_before = list;
        }
        for (std::size_t i = 0; i < document_.footnotes.size(); ++i) {
            auto text = blocks(document_.footnotes[i]);
            if (!out.empty()) {
                out += '\n';
            }
            out += indented(text.empty() ? "\n" : text, fmt::format("[^{}]: ", i + 1), "    ");
        }
        return out;
    }

private:
    /// The block in Markdown if that reads back to the same, else as HTML. Footnotes exist only in Markdown.
    std::string checked(const Block& block) {
        is_said_ = true;
        uses_footnotes_ = false;
        auto text = this->block(block);
        if (uses_footnotes_) {
            return text;
        }
        if (is_said_) {
            const auto again = from_markdown(text);
            if (again && again->document.blocks.size() == 1 && again->document.blocks.front() == block &&
                again->document.footnotes.empty()) {
                return text;
            }
        }
        return html(block);
    }

    std::string html(const Block& block) { return HtmlWriter{document_}.write_for_markdown(block).string() + '\n'; }

    std::string block(const Block& block) {
        if (!block.language.empty() || block.direction != Direction::inherited) {
            is_said_ = false;
        }
        return std::visit([&](const auto& node) { return this->node(node); }, block.node);
    }

    std::string blocks(const Blocks& blocks) {
        std::string out;
        for (const auto& block : blocks) {
            out += (out.empty() ? "" : "\n") + this->block(block);
        }
        return out;
    }

    std::string node(const Paragraph& paragraph) { return inlines(paragraph.content, true) + '\n'; }

    std::string node(const Heading& heading) {
        auto text = inlines(heading.content, false);
        if (text.contains('\n')) {
            is_said_ = false;
        }
        const auto anchor = heading.anchor.empty() ? std::string{} : fmt::format(" {{#{}}}", heading.anchor);
        return std::string(static_cast<std::size_t>(heading.level), '#') + ' ' + text + anchor + '\n';
    }

    std::string node(const List& list) {
        std::string out;
        const bool tight = std::ranges::all_of(list.items, [](const Blocks& item) { return item.size() == 1; });
        std::int64_t number = list.start;
        if (list.ordered && (list.start < 0 || number + static_cast<std::int64_t>(list.items.size()) > 999'999'999)) {
            is_said_ = false;
        }
        for (const auto& item : list.items) {
            const auto marker = list.ordered ? fmt::format("{}. ", number++) : std::string{"- "};
            out += (out.empty() || tight ? "" : "\n") + indented(blocks(item), marker, std::string(marker.size(), ' '));
        }
        return out;
    }

    std::string node(const Quote& quote) {
        if (quote.pull || !quote.attribution.empty()) {
            is_said_ = false;
        }
        return indented(blocks(quote.blocks), "> ", "> ");
    }

    std::string node(const Code& code) {
        std::string fence = "```";
        while (code.text.contains(fence)) {
            fence += '`';
        }
        return fence + code.language + '\n' + code.text + '\n' + fence + '\n';
    }

    std::string node(const Table& table) {
        if (!table.caption.empty() || table.header.empty()) {
            is_said_ = false;
        }
        std::string out = row(table.header);
        for (const auto alignment : table.alignments) {
            out += alignment == Alignment::left     ? "| :-- "
                   : alignment == Alignment::center ? "| :-: "
                   : alignment == Alignment::right  ? "| --: "
                                                    : "| --- ";
        }
        out += "|\n";
        for (const auto& cells : table.rows) {
            out += row(cells);
        }
        return out;
    }

    std::string row(const std::vector<Inlines>& cells) {
        std::string out;
        for (const auto& cell : cells) {
            auto text = inlines(cell, false);
            for (auto at = text.find("\\\n"); at != std::string::npos; at = text.find("\\\n")) {
                text.replace(at, 2, "<br>");
            }
            out += "| " + text + ' ';
        }
        return out + "|\n";
    }

    std::string node(const Image& image) {
        const bool plain_caption =
            image.caption.empty() ||
            (image.caption.size() == 1 && same_properties(image.caption.front(), Inline{}) && !image.caption.front().text.contains('\n'));
        if (!image.credit.empty() || image.width != 0 || !plain_caption) {
            is_said_ = false;
        }
        uses_footnotes_ = uses_footnotes_ || has_footnote(image.caption) || has_footnote(image.credit);
        auto text = fmt::format("![{}]({}{})", escaped(image.alt, false), destination(image.source),
                                image.caption.empty() ? "" : title(image.caption.front().text));
        if (!image.link.empty()) {
            text = fmt::format("[{}]({})", text, destination(image.link));
        }
        return text + '\n';
    }

    std::string node(const Embed& embed) {
        is_said_ = false;
        return fmt::format("[{}]({})\n", escaped(embed.title.empty() ? embed.url.string() : embed.title, false), destination(embed.url));
    }

    std::string node(const Rule& /*rule*/) { return "***\n"; }

    std::string inlines(const Inlines& content, bool at_line_start) {
        std::string out;
        for (const auto& run : content) {
            if (run.footnote != 0) {
                uses_footnotes_ = true;
                out += fmt::format("[^{}]", run.footnote);
            } else {
                out += inline_run(run, at_line_start && out.empty());
            }
        }
        return out;
    }

    std::string inline_run(const Inline& run, bool at_line_start) {
        const bool is_code = run.marks.has(Mark::code);
        // Marks must be next to words, so white space is moved outside of them; the check detects where that matters.
        const auto inner = trimmed(run.text);
        const auto before = run.text.substr(0, static_cast<std::size_t>(inner.data() - run.text.data()));
        const auto after = run.text.substr(before.size() + inner.size());
        const bool plain = run.marks.empty() && run.link.href.empty();
        std::string text = is_code ? code_span(inner) : escaped(inner, at_line_start && plain && before.empty());
        const auto wrap = [&](Mark mark, std::string_view open, std::string_view close) {
            if (run.marks.has(mark)) {
                text = std::string{open} + text + std::string{close};
            }
        };
        wrap(Mark::superscript, "<sup>", "</sup>");
        wrap(Mark::subscript, "<sub>", "</sub>");
        wrap(Mark::strikethrough, "~~", "~~");
        wrap(Mark::emphasis, "*", "*");
        wrap(Mark::strong, "**", "**");
        if (!run.language.empty() || run.direction != Direction::inherited) {
            is_said_ = false;
        }
        if (!run.link.href.empty()) {
            is_said_ = is_said_ && run.link.language.empty();
            text = fmt::format("[{}]({}{})", text, destination(run.link.href), run.link.title.empty() ? "" : title(run.link.title));
        }
        return escaped(before, false) + text + escaped(after, false);
    }

    const Document& document_;
    bool is_said_ = true;  ///< whether Markdown can express the block so far
    bool uses_footnotes_ = false;
};

}  // namespace

std::string to_markdown(const Document& document) {
    return MarkdownWriter{document}.write();
}

}  // namespace stoppress::document
