// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/html/html_reader.hpp"

#include <charconv>
#include <utility>

#include <fmt/format.h>

#include "document/html/html_kinds.hpp"
#include "document/limits.hpp"
#include "document/markdown/heading_attributes.hpp"
#include "document/markdown/markdown_tree.hpp"
#include "document/unicode.hpp"

namespace stoppress::document {

namespace {

/// Nesting of elements around text; the source check allows fewer, so only misleading markup gets here.
constexpr std::size_t kMaxHtmlDepth = kMaxOpenElements + 100;

std::string name_of(const GumboNode& element) {
    const auto& node = element.v.element;
    if (node.tag != GUMBO_TAG_UNKNOWN) {
        return gumbo_normalized_tagname(node.tag);
    }
    GumboStringPiece name = node.original_tag;
    if (name.data == nullptr || name.length == 0) {
        return "element";
    }
    gumbo_tag_from_original_text(&name);
    return shortened(ascii_lower(std::string_view{name.data, name.length}));
}

}  // namespace

base::Result<Parsed> from_html(std::string_view html, const ParseOptions& options) {
    TRY_VOID(check_source(html, "the HTML"));
    TRY(const auto tree, HtmlTree::parse(html));
    return HtmlReader{*tree, options, HtmlOrigin::html}.read();
}

base::Result<Parsed> HtmlReader::read() && {
    find_footnotes();
    if (footnote_items_.size() > kMaxFootnotes) {
        return base::fail(base::ErrorCode::too_large, fmt::format("the body has more than {} footnotes", kMaxFootnotes));
    }
    Parsed parsed;
    Flow flow(Flow::Kind::blocks);
    children(tree_.root(), Style{}, flow);
    parsed.document.blocks = flow.take_blocks();
    footnotes(parsed.document);
    if (too_deep_) {
        return base::fail(base::ErrorCode::too_large,
                          fmt::format("the HTML is nested more than {} levels deep; check that its tags are closed", kMaxHtmlDepth));
    }
    if (too_many_cells_) {
        return base::fail(base::ErrorCode::too_large,
                          fmt::format("the body has a table with more than {} columns or {} cells", kMaxColumns, kMaxCells));
    }
    normalise(parsed.document);
    parsed.reductions = reductions_.take();
    return parsed;
}

void HtmlReader::children(const GumboNode& node, const Style& style, Flow& flow) {
    if (depth_ >= kMaxHtmlDepth) {
        too_deep_ = true;
        return;
    }
    ++depth_;
    for_each_child(node, [&](const GumboNode& child) { this->node(child, style, flow); });
    --depth_;
}

void HtmlReader::node(const GumboNode& node, const Style& style, Flow& flow) {
    switch (node.type) {
        case GUMBO_NODE_TEXT:
        case GUMBO_NODE_WHITESPACE:
        case GUMBO_NODE_CDATA:
            flow.text(tree_.text(node), style);
            break;
        case GUMBO_NODE_ELEMENT:
        case GUMBO_NODE_TEMPLATE:
            element(node, style, flow);
            break;
        case GUMBO_NODE_COMMENT:
            take_line_mark(node);
            break;
        case GUMBO_NODE_DOCUMENT:
            break;
    }
}

void HtmlReader::element(const GumboNode& element, Style style, Flow& flow) {
    if (footnote_parts_.contains(&element)) {
        return;
    }
    if (origin_ == HtmlOrigin::markdown) {
        if (const auto position = tree_.attribute(element, "data-sourcepos")) {
            std::from_chars(position->data(), position->data() + position->size(), source_line_);
            raw_html_line_ = 0;
        }
    }
    const auto kind = element.v.element.tag_namespace == GUMBO_NAMESPACE_HTML || element.v.element.tag == GUMBO_TAG_SVG
                          ? kind_of(element.v.element.tag)
                          : HtmlKind::reduced;
    switch (kind) {
        case HtmlKind::through: {
            const auto outer = std::exchange(in_noscript_, in_noscript_ || element.v.element.tag == GUMBO_TAG_NOSCRIPT);
            take_language(element, style, false);
            children(element, style, flow);
            in_noscript_ = outer;
            break;
        }
        case HtmlKind::reduced:
            say(element, "reduced to its text");
            take_language(element, style, false);
            children(element, style, flow);
            break;
        case HtmlKind::through_block:
            take_language(element, style, true);
            between_paragraphs(element, style, flow);
            break;
        case HtmlKind::reduced_block: {
            take_language(element, style, true);
            const bool is_pull = element.v.element.tag == GUMBO_TAG_ASIDE && tree_.has_class_like(element, "pull");
            if (!is_pull) {
                say(element, "reduced to its content");
            }
            const auto outer = std::exchange(pull_, pull_ || is_pull);
            between_paragraphs(element, style, flow);
            pull_ = outer;
            break;
        }
        case HtmlKind::description_term:
            take_language(element, style, true);
            style.marks.add(Mark::strong);
            flow.end_paragraph();
            children(element, style, flow);
            flow.end_paragraph();
            break;
        case HtmlKind::left_out:
            say(element, "removed");
            break;
        case HtmlKind::nothing:
            break;
        case HtmlKind::strong:
            marked(element, style, Mark::strong, flow);
            break;
        case HtmlKind::emphasis:
            marked(element, style, Mark::emphasis, flow);
            break;
        case HtmlKind::strikethrough:
            marked(element, style, Mark::strikethrough, flow);
            break;
        case HtmlKind::code:
            marked(element, style, Mark::code, flow);
            break;
        case HtmlKind::subscript:
            marked(element, style, Mark::subscript, flow);
            break;
        case HtmlKind::superscript:
            marked(element, style, Mark::superscript, flow);
            break;
        case HtmlKind::quotation:
            take_language(element, style, false);
            flow.text("“", style);
            children(element, style, flow);
            flow.text("”", style);
            break;
        case HtmlKind::line_break:
            flow.line_break(style);
            break;
        case HtmlKind::rule:
            flow.text_only() ? flow.end_paragraph() : flow.block(Rule{}, style);
            break;
        case HtmlKind::link:
            link(element, style, flow);
            break;
        case HtmlKind::paragraph:
            take_language(element, style, true);
            between_paragraphs(element, style, flow);
            break;
        case HtmlKind::heading:
            take_language(element, style, true);
            heading(element, style, flow);
            break;
        case HtmlKind::list:
            take_language(element, style, true);
            list(element, style, flow);
            break;
        case HtmlKind::quote:
            take_language(element, style, true);
            quote(element, style, flow);
            break;
        case HtmlKind::preformatted:
            take_language(element, style, true);
            preformatted(element, style, flow);
            break;
        case HtmlKind::table:
            take_language(element, style, true);
            table(element, style, flow);
            break;
        case HtmlKind::image:
            image(element, style, flow);
            break;
        case HtmlKind::figure:
            take_language(element, style, true);
            figure(element, style, flow);
            break;
        case HtmlKind::figure_caption:
            figure_caption(element, style, flow);
            break;
        case HtmlKind::frame:
            frame(element, style, flow);
            break;
        case HtmlKind::media:
            media(element, style, flow);
            break;
        case HtmlKind::checkbox:
            if (equals_ignoring_case(tree_.attribute_or_empty(element, "type"), "checkbox")) {
                flow.text(tree_.attribute(element, "checked") ? "☑ " : "☐ ", style);
            } else if (!equals_ignoring_case(tree_.attribute_or_empty(element, "type"), "hidden")) {
                say(element, "removed");
            }
            break;
    }
}

void HtmlReader::marked(const GumboNode& element, Style style, Mark mark, Flow& flow) {
    take_language(element, style, false);
    style.marks.add(mark);
    children(element, style, flow);
}

void HtmlReader::between_paragraphs(const GumboNode& element, const Style& style, Flow& flow) {
    if (caption_ != nullptr && !flow.text_only() && tree_.has_class(element, "wp-caption-text")) {
        figure_caption(element, style, flow);
        return;
    }
    if (is_html(element, GUMBO_TAG_DIV) && tree_.has_class(element, "wp-caption")) {
        figure(element, style, flow);
        return;
    }
    flow.end_paragraph();
    children(element, style, flow);
    flow.end_paragraph();
}

void HtmlReader::link(const GumboNode& element, Style style, Flow& flow) {
    take_language(element, style, false);
    const auto href = tree_.attribute(element, "href");
    if (!href || trimmed(*href).empty()) {
        children(element, style, flow);
        return;
    }
    if (const auto number = footnote_of(*href); number != 0) {
        flow.footnote(number, style);
        return;
    }
    if (in_footnote_ && is_back_link(element, *href)) {
        return;
    }
    if (auto address = read_address(*href, options_)) {
        style.link.href = *std::move(address);
        style.link.title = tree_.attribute_or_empty(element, "title");
        style.link.language = tree_.attribute_or_empty(element, "hreflang");
    } else {
        reductions_.say(line_at(element), fmt::format("link to \"{}\" reduced to its text", shortened(*href)));
    }
    children(element, style, flow);
}

Inlines HtmlReader::line_of(const GumboNode& element, const Style& style, Flow& around) {
    Flow line(Flow::Kind::text_only);
    children(element, style.inside_block(), line);
    auto text = line.take_text();
    around.append(line.take_floated());
    return text;
}

void HtmlReader::heading(const GumboNode& element, const Style& style, Flow& flow) {
    flow.end_paragraph();
    if (flow.text_only()) {
        children(element, style, flow);
        flow.end_paragraph();
        return;
    }
    Heading heading;
    heading.level = static_cast<int>(element.v.element.tag) - static_cast<int>(GUMBO_TAG_H1) + 1;
    Flow pictures(Flow::Kind::blocks);
    heading.content = line_of(element, style, pictures);
    heading.anchor = trimmed(tree_.attribute_or_empty(element, "id"));
    if (origin_ == HtmlOrigin::markdown) {
        if (auto anchor = take_anchor(heading.content); !anchor.empty()) {
            heading.anchor = std::move(anchor);
        }
    }
    flow.block(std::move(heading), style);
    flow.append(pictures.take_blocks());
}

void HtmlReader::take_language(const GumboNode& element, Style& style, bool is_block) const {
    if (const auto language = tree_.attribute(element, "lang"); language && !language->empty()) {
        (is_block ? style.block_language : style.language) = canonical_tag(*language);
    }
    if (const auto direction = tree_.attribute(element, "dir")) {
        for (const auto candidate : {Direction::left_to_right, Direction::right_to_left, Direction::automatic}) {
            if (equals_ignoring_case(*direction, to_string(candidate))) {
                (is_block ? style.block_direction : style.direction) = candidate;
            }
        }
    }
}

std::size_t HtmlReader::line_at(const GumboNode& element) const {
    const auto line = element.v.element.start_pos.line;
    if (origin_ == HtmlOrigin::html) {
        return line;
    }
    return raw_html_line_ == 0 || line < raw_html_line_ ? source_line_ : source_line_ + (line - raw_html_line_);
}

void HtmlReader::take_line_mark(const GumboNode& comment) {
    const auto text = tree_.text(comment);
    if (origin_ == HtmlOrigin::markdown && text.starts_with(MarkdownTree::kLineMark)) {
        const auto* digits = text.data() + MarkdownTree::kLineMark.size();
        std::from_chars(digits, text.data() + text.size(), source_line_);
        raw_html_line_ = comment.v.text.start_pos.line;
    }
}

void HtmlReader::say(const GumboNode& element, std::string_view became) {
    reductions_.say(line_at(element), fmt::format("<{}> {}", name_of(element), became));
}

}  // namespace stoppress::document
