// SPDX-License-Identifier: GPL-3.0-or-later
// HtmlReader's lists, quotes, code and footnotes.
#include <algorithm>
#include <charconv>
#include <iterator>
#include <utility>

#include "document/html/html_reader.hpp"
#include "document/limits.hpp"
#include "document/unicode.hpp"

namespace stoppress::document {

namespace {

bool is_blank_text(const GumboNode& node) {
    return node.type == GUMBO_NODE_WHITESPACE || node.type == GUMBO_NODE_COMMENT;
}

/// The element before `index` among the children, ignoring white space; nullptr if there is none, or text.
const GumboNode* element_before(const GumboVector& children, unsigned index) {
    while (index > 0) {
        const auto* node = static_cast<const GumboNode*>(children.data[--index]);
        if (!is_blank_text(*node)) {
            return is_element(*node) ? node : nullptr;
        }
    }
    return nullptr;
}

bool is_block_element(const GumboNode& node) {
    return is_html(node, GUMBO_TAG_P) || is_html(node, GUMBO_TAG_UL) || is_html(node, GUMBO_TAG_OL) || is_html(node, GUMBO_TAG_DIV) ||
           is_html(node, GUMBO_TAG_BLOCKQUOTE);
}

/// The child of a quote with its source: a <footer>, or a <cite> after the last paragraph.
const GumboNode* attribution_of(const GumboNode& quote) {
    const auto& children = quote.v.element.children;
    const GumboNode* found = nullptr;
    for (unsigned i = 0; i < children.length; ++i) {
        const auto& child = *static_cast<const GumboNode*>(children.data[i]);
        if (is_html(child, GUMBO_TAG_FOOTER)) {
            return &child;
        }
        if (!is_blank_text(child)) {
            const auto* before = element_before(children, i);
            found = is_html(child, GUMBO_TAG_CITE) && before != nullptr && is_block_element(*before) ? &child : nullptr;
        }
    }
    return found;
}

}  // namespace

void HtmlReader::list(const GumboNode& element, const Style& style, Flow& flow) {
    if (flow.text_only() || style.nesting >= kMaxNesting) {
        say(element, flow.text_only() ? "reduced to plain lines of text" : "flattened: nested too deeply");
        between_paragraphs(element, style, flow);
        return;
    }
    List list;
    list.ordered = element.v.element.tag == GUMBO_TAG_OL;
    if (const auto start = tree_.attribute(element, "start"); list.ordered && start) {
        const auto digits = trimmed(*start);
        std::from_chars(digits.data(), digits.data() + digits.size(), list.start);
    }
    auto inner = style.inside_block();
    ++inner.nesting;
    flow.end_paragraph();
    Flow between(Flow::Kind::blocks);  // content outside of items
    const auto flush = [&] {
        auto blocks = between.take_blocks();
        if (blocks.empty()) {
            return;
        }
        if (list.items.empty() || !std::ranges::all_of(blocks, [](const Block& b) { return std::holds_alternative<List>(b.node); })) {
            list.items.push_back(std::move(blocks));
        } else {  // <ul><li>…</li><ul>…</ul></ul>: meant as part of the item before
            auto& last = list.items.back();
            last.insert(last.end(), std::make_move_iterator(blocks.begin()), std::make_move_iterator(blocks.end()));
        }
        between = Flow(Flow::Kind::blocks);
    };
    for_each_child(element, [&](const GumboNode& child) {
        if (!is_html(child, GUMBO_TAG_LI)) {
            node(child, inner, between);
            return;
        }
        flush();
        auto item_style = inner;
        take_language(child, item_style, true);
        Flow item(Flow::Kind::blocks);
        children(child, item_style, item);
        list.items.push_back(item.take_blocks());
    });
    flush();
    flow.block(std::move(list), style);
}

void HtmlReader::quote(const GumboNode& element, const Style& style, Flow& flow) {
    if (flow.text_only() || style.nesting >= kMaxNesting) {
        say(element, flow.text_only() ? "reduced to plain lines of text" : "flattened: nested too deeply");
        between_paragraphs(element, style, flow);
        return;
    }
    Quote quote;
    quote.pull = pull_ || tree_.has_class_like(element, "pullquote") || tree_.has_class_like(element, "pull-quote");
    const auto outer_pull = std::exchange(pull_, false);
    auto inner = style.inside_block();
    ++inner.nesting;
    const auto* attribution = attribution_of(element);
    flow.end_paragraph();
    Flow content(Flow::Kind::blocks);
    Flow pictures(Flow::Kind::blocks);
    for_each_child(element, [&](const GumboNode& child) {
        if (&child == attribution) {
            quote.attribution = line_of(child, inner, pictures);
        } else {
            node(child, inner, content);
        }
    });
    quote.blocks = content.take_blocks();
    pull_ = outer_pull;
    flow.block(std::move(quote), style);
    flow.append(pictures.take_blocks());
}

void HtmlReader::preformatted(const GumboNode& element, const Style& style, Flow& flow) {
    if (flow.text_only()) {
        auto inner = style;
        inner.marks.add(Mark::code);
        flow.end_paragraph();
        children(element, inner, flow);
        flow.end_paragraph();
        return;
    }
    if (tree_.has_class_like(element, "verse")) {
        flow.end_paragraph();
        auto text = tree_.all_text(element);
        for (std::size_t start = 0; start < text.size();) {
            const auto end = std::min(text.find('\n', start), text.size());
            flow.text(std::string_view{text}.substr(start, end - start), style);
            flow.line_break(style);
            start = end + 1;
        }
        flow.end_paragraph();
        return;
    }
    Code code;
    code.text = tree_.all_text(element);
    const auto take_syntax = [&](const GumboNode& node) {
        auto words = tree_.attribute_or_empty(node, "class");
        std::ranges::replace_if(words, is_space, ' ');
        for (std::string_view rest = words; !rest.empty() && code.language.empty();) {
            const auto word = rest.substr(0, rest.find(' '));
            rest.remove_prefix(std::min(rest.size(), word.size() + 1));
            for (const std::string_view prefix : {"language-", "lang-"}) {
                if (word.starts_with(prefix)) {
                    code.language = word.substr(prefix.size());
                }
            }
        }
    };
    take_syntax(element);
    for_each_child(element, [&](const GumboNode& child) {
        if (is_html(child, GUMBO_TAG_CODE)) {
            take_syntax(child);
        }
    });
    flow.block(std::move(code), style);
}

void HtmlReader::footnotes(Document& document) {
    in_footnote_ = true;
    for (const auto* item : footnote_items_) {
        Flow flow(Flow::Kind::blocks);
        Style style;
        take_language(*item, style, true);
        children(*item, style, flow);
        document.footnotes.push_back(flow.take_blocks());
    }
    in_footnote_ = false;
}

}  // namespace stoppress::document
