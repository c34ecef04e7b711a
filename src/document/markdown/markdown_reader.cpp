// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/markdown/markdown_reader.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

#include <cmark-gfm-core-extensions.h>
#include <fmt/format.h>

#include "document/html/html_reader.hpp"
#include "document/html/html_tree.hpp"
#include "document/limits.hpp"
#include "document/markdown/heading_attributes.hpp"
#include "document/unicode.hpp"

// Exported by the library, but not in its installed headers. Their values are assigned when the
// extensions are registered.
extern "C" {
extern cmark_node_type CMARK_NODE_TABLE;          // NOLINT(readability-identifier-naming)
extern cmark_node_type CMARK_NODE_STRIKETHROUGH;  // NOLINT(readability-identifier-naming)
}

namespace stoppress::document {

namespace {

constexpr std::size_t kMaxMarkdownDepth = kMaxOpenElements;

std::string_view literal_of(cmark_node* node) {
    const char* literal = cmark_node_get_literal(node);
    return literal == nullptr ? std::string_view{} : std::string_view{literal};
}

std::string_view view(const char* text) {
    return text == nullptr ? std::string_view{} : std::string_view{text};
}

/// The target of a link or picture as in cmark's own HTML: a backslash is an ordinary character, not a slash as in
/// browsers, and a space or control character at an end must not be removed.
std::string destination(cmark_node* node) {
    std::string escaped;
    for (const char c : view(cmark_node_get_url(node))) {
        if (c == '\\' || static_cast<unsigned char>(c) <= ' ' || c == '\x7F') {
            escaped += fmt::format("%{:02X}", static_cast<unsigned char>(c));
        } else {
            escaped += c;
        }
    }
    return escaped;
}

template <class Visit>
void for_each_child(cmark_node* node, Visit visit) {
    for (auto* child = cmark_node_first_child(node); child != nullptr; child = cmark_node_next(child)) {
        visit(child);
    }
}

/// The text of all nodes below: a picture's alternative text.
std::string text_below(cmark_node* root) {
    std::string text;
    auto* node = cmark_node_first_child(root);
    while (node != nullptr && node != root) {
        const auto type = cmark_node_get_type(node);
        if (type == CMARK_NODE_TEXT || type == CMARK_NODE_CODE) {
            text += literal_of(node);
        } else if (type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK) {
            text += ' ';
        }
        if (auto* child = cmark_node_first_child(node); child != nullptr) {
            node = child;
            continue;
        }
        while (node != root && cmark_node_next(node) == nullptr) {
            node = cmark_node_parent(node);
        }
        node = node == root ? root : cmark_node_next(node);
    }
    return text;
}

}  // namespace

base::Result<Parsed> from_markdown(std::string_view markdown, const ParseOptions& options) {
    TRY_VOID(check_source(markdown, "the Markdown"));
    std::string cleaned;
    const auto source = without_forbidden(markdown, cleaned);
    TRY(const auto tree, MarkdownTree::parse(source));
    if (options.change_text) {
        tree->change_text(options.change_text);
    }
    if (options.heading_anchor) {
        tree->add_heading_ids(source, options.heading_anchor);
    }
    if (!tree->has_html()) {
        return MarkdownReader{*tree, options}.read();
    }
    TRY(const auto html, tree->html());
    TRY(const auto html_tree, HtmlTree::parse(html));
    return HtmlReader{*html_tree, options, HtmlOrigin::markdown}.read();
}

base::Result<Parsed> MarkdownReader::read() && {
    Flow flow(Flow::Kind::blocks);
    children(tree_.root(), Style{}, flow);
    if (too_deep_) {
        return base::fail(base::ErrorCode::too_large, fmt::format("the Markdown is nested more than {} levels deep", kMaxMarkdownDepth));
    }
    if (too_many_cells_) {
        return base::fail(base::ErrorCode::too_large,
                          fmt::format("the body has a table with more than {} columns or {} cells", kMaxColumns, kMaxCells));
    }
    if (footnotes_.size() > kMaxFootnotes) {
        return base::fail(base::ErrorCode::too_large, fmt::format("the body has more than {} footnotes", kMaxFootnotes));
    }
    Parsed parsed;
    parsed.document.blocks = flow.take_blocks();
    parsed.document.footnotes = std::move(footnotes_);
    normalise(parsed.document);
    parsed.reductions = reductions_.take();
    return parsed;
}

void MarkdownReader::children(cmark_node* node, const Style& style, Flow& flow) {
    if (depth_ >= kMaxMarkdownDepth) {
        too_deep_ = true;
        return;
    }
    ++depth_;
    for_each_child(node, [&](cmark_node* child) { this->node(child, style, flow); });
    --depth_;
}

void MarkdownReader::node(cmark_node* node, const Style& style, Flow& flow) {
    const auto type = cmark_node_get_type(node);
    if ((static_cast<unsigned>(type) & CMARK_NODE_TYPE_MASK) == CMARK_NODE_TYPE_BLOCK) {
        line_ = static_cast<std::size_t>(std::max(cmark_node_get_start_line(node), 0));
        container(node, style, flow);
        return;
    }
    switch (static_cast<unsigned>(type)) {
        case CMARK_NODE_TEXT:
            flow.text(literal_of(node), style);
            return;
        case CMARK_NODE_SOFTBREAK:
            flow.text(" ", style);
            return;
        case CMARK_NODE_LINEBREAK:
            flow.line_break(style);
            return;
        case CMARK_NODE_CODE: {
            auto inner = style;
            inner.marks.add(Mark::code);
            flow.text(literal_of(node), inner);
            return;
        }
        case CMARK_NODE_HTML_INLINE:
            if (raw_html_kind(literal_of(node)) == RawHtml::line_break) {
                flow.line_break(style);
            }
            return;
        case CMARK_NODE_EMPH:
            marked(node, style, Mark::emphasis, flow);
            return;
        case CMARK_NODE_STRONG:
            marked(node, style, Mark::strong, flow);
            return;
        case CMARK_NODE_LINK:
            link(node, style, flow);
            return;
        case CMARK_NODE_IMAGE:
            image(node, style, flow);
            return;
        case CMARK_NODE_FOOTNOTE_REFERENCE:
            footnote_reference(node, style, flow);
            return;
        default:
            if (type == CMARK_NODE_STRIKETHROUGH) {
                marked(node, style, Mark::strikethrough, flow);
            } else {
                children(node, style, flow);
            }
    }
}

void MarkdownReader::container(cmark_node* node, const Style& style, Flow& flow) {
    const auto type = cmark_node_get_type(node);
    switch (static_cast<unsigned>(type)) {
        case CMARK_NODE_PARAGRAPH:
            paragraph(node, style, flow);
            return;
        case CMARK_NODE_HEADING:
            heading(node, style, flow);
            return;
        case CMARK_NODE_LIST:
            list(node, style, flow);
            return;
        case CMARK_NODE_BLOCK_QUOTE:
            quote(node, style, flow);
            return;
        case CMARK_NODE_CODE_BLOCK:
            code(node, style, flow);
            return;
        case CMARK_NODE_THEMATIC_BREAK:
            flow.block(Rule{}, style);
            return;
        case CMARK_NODE_HTML_BLOCK:  // a comment: see has_html()
            flow.end_paragraph();
            return;
        case CMARK_NODE_FOOTNOTE_DEFINITION: {
            Flow footnote(Flow::Kind::blocks);
            children(node, Style{}, footnote);
            footnotes_.push_back(footnote.take_blocks());
            return;
        }
        default:
            if (type == CMARK_NODE_TABLE) {
                table(node, style, flow);
            } else {
                paragraph(node, style, flow);
            }
    }
}

void MarkdownReader::marked(cmark_node* node, Style style, Mark mark, Flow& flow) {
    style.marks.add(mark);
    children(node, style, flow);
}

void MarkdownReader::paragraph(cmark_node* node, const Style& style, Flow& flow) {
    flow.end_paragraph();
    if (!task_.empty()) {
        flow.text(std::exchange(task_, {}), style);
    }
    children(node, style, flow);
    flow.end_paragraph();
}

Inlines MarkdownReader::line_of(cmark_node* node, const Style& style, Flow& around) {
    Flow line(Flow::Kind::text_only);
    children(node, style, line);
    auto text = line.take_text();
    around.append(line.take_floated());
    return text;
}

void MarkdownReader::heading(cmark_node* node, const Style& style, Flow& flow) {
    flow.end_paragraph();
    Heading heading;
    heading.level = cmark_node_get_heading_level(node);
    Flow pictures(Flow::Kind::blocks);
    heading.content = line_of(node, style, pictures);
    heading.anchor = take_anchor(heading.content);
    flow.block(std::move(heading), style);
    flow.append(pictures.take_blocks());
}

void MarkdownReader::list(cmark_node* node, const Style& style, Flow& flow) {
    if (style.nesting >= kMaxNesting) {
        reductions_.say(line_, "list flattened: nested too deeply");
        for_each_child(node, [&](cmark_node* item) { paragraph(item, style, flow); });
        return;
    }
    flow.end_paragraph();
    List list;
    list.ordered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST;
    list.start = list.ordered ? cmark_node_get_list_start(node) : 1;
    auto inner = style;
    ++inner.nesting;
    for_each_child(node, [&](cmark_node* item) {
        Flow content(Flow::Kind::blocks);
        if (view(cmark_node_get_type_string(item)) == "tasklist") {
            // As the HTML reader writes a box: in front of the item's first paragraph.
            task_ = cmark_gfm_extensions_get_tasklist_item_checked(item) ? "☑ " : "☐ ";
        }
        children(item, inner, content);
        task_ = {};
        list.items.push_back(content.take_blocks());
    });
    flow.block(std::move(list), style);
}

void MarkdownReader::quote(cmark_node* node, const Style& style, Flow& flow) {
    if (style.nesting >= kMaxNesting) {
        reductions_.say(line_, "quote flattened: nested too deeply");
        paragraph(node, style, flow);
        return;
    }
    flow.end_paragraph();
    auto inner = style;
    ++inner.nesting;
    Flow content(Flow::Kind::blocks);
    children(node, inner, content);
    Quote quote;
    quote.blocks = content.take_blocks();
    flow.block(std::move(quote), style);
}

void MarkdownReader::code(cmark_node* node, const Style& style, Flow& flow) {
    Code code;
    code.text = literal_of(node);
    const auto info = view(cmark_node_get_fence_info(node));
    code.language = info.substr(0, info.find_first_of(" \t\n\r\f"));
    drop_forbidden(code.language);
    flow.block(std::move(code), style);
}

void MarkdownReader::table(cmark_node* node, const Style& style, Flow& flow) {
    flow.end_paragraph();
    Table table;
    const auto columns = static_cast<std::size_t>(cmark_gfm_extensions_get_table_columns(node));
    const auto* alignments = cmark_gfm_extensions_get_table_alignments(node);
    if (columns > kMaxColumns) {
        too_many_cells_ = true;
        return;
    }
    for (std::size_t column = 0; column < columns; ++column) {
        const auto letter = alignments[column];
        table.alignments.push_back(letter == 'l'   ? Alignment::left
                                   : letter == 'c' ? Alignment::center
                                   : letter == 'r' ? Alignment::right
                                                   : Alignment::none);
    }
    Flow pictures(Flow::Kind::blocks);
    for_each_child(node, [&](cmark_node* row) {
        cells_ += columns;
        if (cells_ > kMaxCells) {
            too_many_cells_ = true;
            return;
        }
        std::vector<Inlines> cells;
        for_each_child(row, [&](cmark_node* cell) { cells.push_back(line_of(cell, style, pictures)); });
        if (cmark_gfm_extensions_get_table_row_is_header(row) != 0) {
            table.header = std::move(cells);
        } else {
            table.rows.push_back(std::move(cells));
        }
    });
    flow.block(std::move(table), style);
    flow.append(pictures.take_blocks());
}

void MarkdownReader::link(cmark_node* node, Style style, Flow& flow) {
    const auto written = destination(node);
    if (!trimmed(written).empty()) {
        if (auto address = read_address(written, options_)) {
            style.link.href = *std::move(address);
            style.link.title = view(cmark_node_get_title(node));
            style.link.language.clear();
        } else {
            reductions_.say(line_, fmt::format("link to \"{}\" reduced to its text", shortened(written)));
        }
    }
    children(node, style, flow);
}

void MarkdownReader::image(cmark_node* node, const Style& style, Flow& flow) {
    const auto written = destination(node);
    auto alt = text_below(node);
    auto source = read_address(written, options_);
    if (!source || (!source->is_web() && !source->is_path())) {
        reductions_.say(line_, fmt::format("picture \"{}\" reduced to its alternative text", shortened(written)));
        flow.text(alt, style);
        return;
    }
    Image image;
    image.source = *std::move(source);
    image.alt = std::move(alt);
    image.link = style.link.href;
    if (const auto title = view(cmark_node_get_title(node)); !title.empty()) {
        image.caption.emplace_back().text = single_line(title);
    }
    flow.block(std::move(image), style);
}

void MarkdownReader::footnote_reference(cmark_node* node, const Style& style, Flow& flow) {
    const auto literal = literal_of(node);
    std::uint32_t number = 0;
    const auto [end, error] = std::from_chars(literal.data(), literal.data() + literal.size(), number);
    if (error == std::errc{} && number > 0) {
        flow.footnote(number, style);
    } else {
        flow.text(fmt::format("[^{}]", literal), style);
    }
}

}  // namespace stoppress::document
