// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/html/html_writer.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "document/normal_inlines.hpp"

namespace stoppress::document {

namespace {

constexpr std::size_t kMaxLabelBytes = 120;  // a table's label is read aloud: its first words are enough

std::string_view alignment_class(Alignment alignment) {
    switch (alignment) {
        case Alignment::left:
            return "align-left";
        case Alignment::center:
            return "align-center";
        case Alignment::right:
            return "align-right";
        case Alignment::none:
            break;
    }
    return {};
}

/// The label of a scrollable table for screen readers: its caption, or else its header cells, or else its first row.
std::string table_label(const Table& table) {
    std::string label = plain_text(table.caption);
    if (label.empty()) {
        for (const auto& cell : table.header.empty() ? table.rows.front() : table.header) {
            const auto words = plain_text(cell);
            if (!words.empty()) {
                label += label.empty() ? words : ", " + words;
            }
        }
    }
    if (label.size() > kMaxLabelBytes) {
        auto end = label.rfind(' ', kMaxLabelBytes);
        if (end == std::string::npos) {
            end = kMaxLabelBytes;
            while ((static_cast<unsigned char>(label[end]) & 0xC0U) == 0x80) {
                --end;
            }
        }
        label = label.substr(0, end) + "…";
    }
    return label;
}

/// Whether an item's first paragraph needs no <p>: only text, and perhaps lists below it.
bool opens_bare(const Blocks& item) {
    const auto& first = item.front();
    return std::holds_alternative<Paragraph>(first.node) && first.language.empty() && first.direction == Direction::inherited &&
           std::all_of(item.begin() + 1, item.end(), [](const Block& block) { return std::holds_alternative<List>(block.node); });
}

}  // namespace

Html HtmlWriter::write() && {
    out_.reserve(4096);
    body();
    if (!document_.footnotes.empty()) {
        // A second pass, now that the number of references to each footnote is known, including those
        // from later footnotes.
        totals_ = std::exchange(references_, std::vector<std::uint32_t>(references_.size()));
        out_.clear();
        body();
    }
    return Html{std::move(out_)};
}

Html HtmlWriter::escaped(std::string_view text) {
    const Document none;
    HtmlWriter writer{none};
    writer.append_escaped(text, "&<>\"'");
    return Html{std::move(writer.out_)};
}

void HtmlWriter::body() {
    blocks(document_.blocks);
    footnotes();
}

void HtmlWriter::blocks(const Blocks& blocks) {
    for (const auto& block : blocks) {
        this->block(block);
        out_ += '\n';
    }
}

void HtmlWriter::block(const Block& block) {
    std::visit([&](const auto& node) { this->node(node, block); }, block.node);
}

void HtmlWriter::node(const Paragraph& paragraph, const Block& block) {
    out_ += "<p";
    language_attributes(block.language, block.direction);
    out_ += '>';
    inlines(paragraph.content);
    out_ += "</p>";
}

void HtmlWriter::node(const Heading& heading, const Block& block) {
    const auto level = static_cast<char>('0' + heading.level);
    out_ += "<h";
    out_ += level;
    if (!heading.anchor.empty()) {
        attribute("id", heading.anchor);
    }
    language_attributes(block.language, block.direction);
    out_ += '>';
    inlines(heading.content);
    out_ += "</h";
    out_ += level;
    out_ += '>';
}

void HtmlWriter::node(const List& list, const Block& block) {
    out_ += list.ordered ? "<ol" : "<ul";
    if (list.ordered && list.start != 1) {
        out_ += fmt::format(" start=\"{}\"", list.start);
    }
    language_attributes(block.language, block.direction);
    out_ += '>';
    for (const auto& item : list.items) {
        out_ += "<li>";
        this->item(item);
        out_ += "</li>";
    }
    out_ += list.ordered ? "</ol>" : "</ul>";
}

void HtmlWriter::item(const Blocks& item) {
    if (item.empty()) {
        return;
    }
    std::size_t first = 0;
    if (opens_bare(item)) {
        inlines(std::get<Paragraph>(item.front().node).content);
        first = 1;
    }
    for (; first < item.size(); ++first) {
        block(item[first]);
    }
}

void HtmlWriter::node(const Quote& quote, const Block& block) {
    out_ += quote.pull ? "<blockquote class=\"pullquote\"" : "<blockquote";
    language_attributes(block.language, block.direction);
    out_ += '>';
    for (const auto& inner : quote.blocks) {
        this->block(inner);
    }
    if (!quote.attribution.empty()) {
        out_ += "<footer>";
        inlines(quote.attribution);
        out_ += "</footer>";
    }
    out_ += "</blockquote>";
}

void HtmlWriter::node(const Code& code, const Block& block) {
    out_ += "<pre";
    language_attributes(block.language, block.direction);
    out_ += "><code";
    if (!code.language.empty()) {
        attribute("class", "language-" + code.language);
    }
    out_ += '>';
    append_escaped(code.text, "&<>");
    out_ += "</code></pre>";
}

void HtmlWriter::node(const Table& table, const Block& block) {
    out_ += "<div class=\"table\" role=\"region\" tabindex=\"0\"";
    attribute("aria-label", table_label(table));
    language_attributes(block.language, block.direction);
    out_ += "><table>";
    if (!table.caption.empty()) {
        out_ += "<caption>";
        inlines(table.caption);
        out_ += "</caption>";
    }
    if (!table.header.empty()) {
        out_ += "<thead>";
        row(table, table.header, "th");
        out_ += "</thead>";
    }
    if (!table.rows.empty()) {
        out_ += "<tbody>";
        for (const auto& cells : table.rows) {
            row(table, cells, "td");
        }
        out_ += "</tbody>";
    }
    out_ += "</table></div>";
}

void HtmlWriter::row(const Table& table, const std::vector<Inlines>& cells, std::string_view tag) {
    out_ += "<tr>";
    for (std::size_t column = 0; column < cells.size(); ++column) {
        out_ += '<';
        // An empty <th> says nothing to screen reader users.
        const auto name = cells[column].empty() ? std::string_view{"td"} : tag;
        out_ += name;
        if (name == "th") {
            out_ += " scope=\"col\"";
        }
        if (column < table.alignments.size() && table.alignments[column] != Alignment::none) {
            attribute("class", alignment_class(table.alignments[column]));
        }
        out_ += '>';
        inlines(cells[column]);
        out_ += "</";
        out_ += name;
        out_ += '>';
    }
    out_ += "</tr>";
}

void HtmlWriter::node(const Rule& /*rule*/, const Block& /*block*/) {
    out_ += "<hr>";
}

void HtmlWriter::caption(const Inlines& caption, const Inlines& credit) {
    if (caption.empty() && credit.empty()) {
        return;
    }
    out_ += "<figcaption>";
    inlines(caption);
    if (!credit.empty()) {
        out_ += caption.empty() ? "<cite class=\"credit\">" : " <cite class=\"credit\">";
        inlines(credit);
        out_ += "</cite>";
    }
    out_ += "</figcaption>";
}

void HtmlWriter::footnotes() {
    if (document_.footnotes.empty()) {
        return;
    }
    out_ += "<section class=\"footnotes\" role=\"doc-endnotes\"><ol>";
    for (std::uint32_t number = 1; const auto& footnote : document_.footnotes) {
        out_ += fmt::format("<li id=\"fn-{}\">", number);
        this->footnote(footnote, number);
        out_ += "</li>";
        ++number;
    }
    out_ += "</ol></section>\n";
}

void HtmlWriter::footnote(const Blocks& footnote, std::uint32_t number) {
    const bool ends_in_text = !footnote.empty() && std::holds_alternative<Paragraph>(footnote.back().node);
    for (const auto& block : footnote) {
        if (&block == &footnote.back() && ends_in_text) {
            out_ += "<p";
            language_attributes(block.language, block.direction);
            out_ += '>';
            inlines(std::get<Paragraph>(block.node).content);
            back_links(number);
            out_ += "</p>";
        } else {
            this->block(block);
        }
    }
    if (!ends_in_text && totals_[number - 1] > 0) {
        out_ += "<p>";
        back_links(number);
        out_ += "</p>";
    }
}

}  // namespace stoppress::document
