// SPDX-License-Identifier: GPL-3.0-or-later
// HTML as Gumbo's tree, within limits of memory and time.
// Owner:  the parse that made it; it lives only while a document is read from it.
// Thread: the one that made it.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include <gumbo.h>

#include "base/result.hpp"
#include "document/html/html_source.hpp"
#include "document/limits.hpp"
#include "document/markdown/bounded_arena.hpp"

namespace stoppress::document {

/// The tree of an HTML fragment. The source must outlive it.
class HtmlTree {
public:
    /// Fails with `too_large` if a limit is exceeded.
    [[nodiscard]] static base::Result<std::unique_ptr<HtmlTree>> parse(std::string_view html);

    /// The element around the fragment's nodes.
    [[nodiscard]] const GumboNode& root() const { return *root_; }

    /// Whether the source contains `part`, as markup or text.
    [[nodiscard]] bool mentions(std::string_view part) const { return html_.contains(part); }

    /// The text of a text node as in the source, with entities resolved.
    [[nodiscard]] std::string text(const GumboNode& node) const;
    /// All text below a node, including that of scripts; <br> becomes a newline.
    [[nodiscard]] std::string all_text(const GumboNode& node) const;
    /// The value of an attribute; nothing if it is missing.
    [[nodiscard]] std::optional<std::string> attribute(const GumboNode& element, const char* name) const;
    /// The same; empty if it is missing.
    [[nodiscard]] std::string attribute_or_empty(const GumboNode& element, const char* name) const;
    /// Whether the class attribute has this word.
    [[nodiscard]] bool has_class(const GumboNode& element, std::string_view name) const;
    /// Whether a word of the class attribute contains `part`.
    [[nodiscard]] bool has_class_like(const GumboNode& element, std::string_view part) const;

private:
    HtmlTree() : arena_(kMaxHtmlMemory, kMaxHtmlMilliseconds) {}
    bool run_parser();

    std::string cleaned_;
    std::string_view html_;
    HtmlSource source_;
    BoundedArena arena_;
    const GumboNode* root_ = nullptr;
};

[[nodiscard]] inline bool is_element(const GumboNode& node) {
    return node.type == GUMBO_NODE_ELEMENT || node.type == GUMBO_NODE_TEMPLATE;
}
[[nodiscard]] inline bool is_html(const GumboNode& node, GumboTag tag) {
    return is_element(node) && node.v.element.tag == tag && node.v.element.tag_namespace == GUMBO_NAMESPACE_HTML;
}

/// Calls `visit(const GumboNode&)` for each child.
template <class Visit>
void for_each_child(const GumboNode& node, Visit visit) {
    const auto& children = node.v.element.children;
    for (unsigned i = 0; i < children.length; ++i) {
        visit(*static_cast<const GumboNode*>(children.data[i]));
    }
}

}  // namespace stoppress::document
