// SPDX-License-Identifier: GPL-3.0-or-later
// HtmlReader's footnotes: found by the lists that Markdown renderers, WordPress and our own serialiser put
// at a body's end.
#include "document/html/html_reader.hpp"
#include "document/normal_inlines.hpp"
#include "document/unicode.hpp"

namespace stoppress::document {

void HtmlReader::find_footnotes() {
    if (!tree_.mentions("footnotes") && !tree_.mentions("doc-endnotes")) {
        return;
    }
    std::vector<const GumboNode*> open{&tree_.root()};
    while (!open.empty()) {
        const auto& node = *open.back();
        open.pop_back();
        if (is_html(node, GUMBO_TAG_OL) &&
            (is_footnote_container(node) || (node.parent != nullptr && is_footnote_container(*node.parent)))) {
            take_footnotes(node);
        }
        const auto& children = node.v.element.children;
        for (auto i = children.length; i > 0; --i) {
            const auto& child = *static_cast<const GumboNode*>(children.data[i - 1]);
            if (is_element(child)) {
                open.push_back(&child);
            }
        }
    }
}

bool HtmlReader::is_footnote_container(const GumboNode& node) const {
    return is_element(node) && (tree_.attribute_or_empty(node, "role") == "doc-endnotes" || tree_.has_class(node, "footnotes") ||
                                tree_.has_class(node, "wp-block-footnotes"));
}

void HtmlReader::take_footnotes(const GumboNode& list) {
    footnote_parts_.insert(&list);
    for_each_child(list, [this](const GumboNode& child) {
        if (is_html(child, GUMBO_TAG_LI)) {
            footnote_items_.push_back(&child);
            footnote_ids_.emplace(tree_.attribute_or_empty(child, "id"), static_cast<std::uint32_t>(footnote_items_.size()));
        }
    });
    if (list.parent != nullptr && is_footnote_container(*list.parent)) {
        for_each_child(*list.parent, [this](const GumboNode& child) {
            if (is_html(child, GUMBO_TAG_HR)) {  // a line above the footnotes is the theme's to draw
                footnote_parts_.insert(&child);
            }
        });
    }
}

std::uint32_t HtmlReader::footnote_of(std::string_view href) const {
    href = trimmed(href);
    if (!href.starts_with('#') || footnote_ids_.empty()) {
        return 0;
    }
    const auto found = footnote_ids_.find(std::string{href.substr(1)});
    return found == footnote_ids_.end() || found->first.empty() ? 0 : found->second;
}

bool HtmlReader::is_back_link(const GumboNode& element, std::string_view href) const {
    if (!trimmed(href).starts_with('#')) {
        return false;
    }
    if (tree_.has_class_like(element, "footnote-back") || tree_.attribute_or_empty(element, "role") == "doc-backlink") {
        return true;
    }
    const auto text = tree_.all_text(element);
    return is_back_link_text(text);
}

}  // namespace stoppress::document
