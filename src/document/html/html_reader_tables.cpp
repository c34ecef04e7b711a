// SPDX-License-Identifier: GPL-3.0-or-later
// HtmlReader's tables: converts rows and spans of HTML's table model to a plain rectangle.
#include <algorithm>
#include <charconv>
#include <utility>

#include "document/html/html_reader.hpp"
#include "document/limits.hpp"
#include "document/unicode.hpp"

namespace stoppress::document {

namespace {

std::size_t span(std::string_view text) {
    std::size_t value = 1;
    text = trimmed(text);
    std::from_chars(text.data(), text.data() + text.size(), value);
    return std::clamp<std::size_t>(value, 1, 1000);  // the HTML standard's own limit for columns
}

}  // namespace

/// Reads one table.
class HtmlTableReader {
public:
    HtmlTableReader(HtmlReader& reader, const Style& style) : reader_(reader), style_(style.inside_block()) {}

    void read(const GumboNode& element) {
        for_each_child(element, [this](const GumboNode& child) {
            if (is_html(child, GUMBO_TAG_CAPTION)) {
                auto style = style_;
                reader_.take_language(child, style, false);
                table_.caption = reader_.line_of(child, style, around_);
            } else if (is_html(child, GUMBO_TAG_TR)) {
                row(child, false);
            } else if (is_html(child, GUMBO_TAG_THEAD) || is_html(child, GUMBO_TAG_TBODY) || is_html(child, GUMBO_TAG_TFOOT)) {
                const bool head = is_html(child, GUMBO_TAG_THEAD);
                for_each_child(child, [this, head](const GumboNode& inner) {
                    if (is_html(inner, GUMBO_TAG_TR)) {
                        row(inner, head);
                    }
                });
                pending_.clear();  // a row span ends with its group
            }
        });
    }

    Table take_table() { return std::move(table_); }
    Blocks take_blocks() { return around_.take_blocks(); }
    [[nodiscard]] bool has_spans() const { return has_spans_; }

private:
    void row(const GumboNode& element, bool in_head) {
        if (reader_.too_many_cells_) {
            return;
        }
        std::vector<Inlines> cells;
        bool all_headers = true;
        for_each_child(element, [&](const GumboNode& child) {
            const bool is_header = is_html(child, GUMBO_TAG_TH);
            if (is_header || is_html(child, GUMBO_TAG_TD)) {
                all_headers = all_headers && is_header;
                cell(child, cells);
            }
        });
        fill_from_above(cells);
        read_cells_ += cells.size();
        if (read_cells_ > kMaxCells) {
            reader_.too_many_cells_ = true;
        }
        if (cells.empty() || reader_.too_many_cells_) {
            return;
        }
        if (table_.header.empty() && table_.rows.empty() && (in_head || (all_headers && cells.size() > 1))) {
            table_.header = std::move(cells);
        } else {
            table_.rows.push_back(std::move(cells));
        }
    }

    void cell(const GumboNode& element, std::vector<Inlines>& cells) {
        fill_from_above(cells);
        const auto columns = span(reader_.tree_.attribute_or_empty(element, "colspan"));
        const auto rows = span(reader_.tree_.attribute_or_empty(element, "rowspan"));
        has_spans_ = has_spans_ || columns > 1 || rows > 1;
        if (cells.size() >= kMaxColumns) {
            reader_.too_many_cells_ = true;
            return;
        }
        const auto first = cells.size();
        auto style = style_;
        reader_.take_language(element, style, false);
        cells.push_back(reader_.line_of(element, style, around_));
        cells.resize(std::min(first + columns, kMaxColumns));
        for (auto column = first; column < cells.size() && rows > 1; ++column) {
            pending_.resize(std::max(pending_.size(), column + 1));
            pending_[column] = rows - 1;
        }
        align(element, first);
    }

    /// Cells covered by a row span above become empty.
    void fill_from_above(std::vector<Inlines>& cells) {
        while (cells.size() < pending_.size() && pending_[cells.size()] > 0) {
            --pending_[cells.size()];
            cells.emplace_back();
        }
    }

    void align(const GumboNode& element, std::size_t column) {
        auto words = ascii_lower(reader_.tree_.attribute_or_empty(element, "align"));
        if (words.empty()) {
            const auto style = ascii_lower(reader_.tree_.attribute_or_empty(element, "style"));
            if (const auto found = style.find("text-align:"); found != std::string::npos) {
                const auto value = trimmed(std::string_view{style}.substr(found + 11));
                words = value.substr(0, value.find_first_of("; !"));
            }
        }
        const auto& tree = reader_.tree_;
        auto alignment = words == "left"                                ? Alignment::left
                         : words == "center"                            ? Alignment::center
                         : words == "right"                             ? Alignment::right
                         : tree.has_class_like(element, "align-left")   ? Alignment::left
                         : tree.has_class_like(element, "align-center") ? Alignment::center
                         : tree.has_class_like(element, "align-right")  ? Alignment::right
                                                                        : Alignment::none;
        if (table_.alignments.size() <= column) {
            table_.alignments.resize(column + 1, Alignment::none);
        }
        if (table_.alignments[column] == Alignment::none) {
            table_.alignments[column] = alignment;
        }
    }

    HtmlReader& reader_;
    Style style_;
    Table table_;
    Flow around_{Flow::Kind::blocks};   ///< pictures in cells, which cannot hold them
    std::vector<std::size_t> pending_;  ///< by column: rows that a cell above still covers
    std::size_t read_cells_ = 0;
    bool has_spans_ = false;
};

void HtmlReader::table(const GumboNode& element, const Style& style, Flow& flow) {
    if (flow.text_only()) {
        say(element, "inside a line of text reduced to its text");
        between_paragraphs(element, style, flow);
        return;
    }
    flow.end_paragraph();
    HtmlTableReader reader(*this, style);
    reader.read(element);
    if (reader.has_spans()) {
        say(element, "with spanning cells: the text is in the first cell");
    }
    auto table = reader.take_table();
    std::size_t columns = table.header.size();
    for (const auto& row : table.rows) {
        columns = std::max(columns, row.size());
    }
    cells_ += columns * (table.rows.size() + 1);
    too_many_cells_ = too_many_cells_ || cells_ > kMaxCells;
    flow.block(std::move(table), style);
    flow.append(reader.take_blocks());
}

}  // namespace stoppress::document
