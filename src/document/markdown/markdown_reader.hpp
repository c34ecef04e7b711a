// SPDX-License-Identifier: GPL-3.0-or-later
// MarkdownReader: converts cmark's tree directly to the model. Part of from_markdown, for sources without raw HTML;
// sources with raw HTML are read from the HTML that cmark makes of them, with the same result.
// Thread: any; each object belongs to one parse.
#pragma once

#include "document/convert.hpp"
#include "document/flow.hpp"
#include "document/markdown/markdown_tree.hpp"
#include "document/reductions.hpp"

namespace stoppress::document {

class MarkdownReader {
public:
    MarkdownReader(const MarkdownTree& tree, const ParseOptions& options) : tree_(tree), options_(options) {}

    [[nodiscard]] base::Result<Parsed> read() &&;

private:
    void children(cmark_node* node, const Style& style, Flow& flow);
    void node(cmark_node* node, const Style& style, Flow& flow);
    void container(cmark_node* node, const Style& style, Flow& flow);
    void marked(cmark_node* node, Style style, Mark mark, Flow& flow);
    void paragraph(cmark_node* node, const Style& style, Flow& flow);
    void heading(cmark_node* node, const Style& style, Flow& flow);
    void list(cmark_node* node, const Style& style, Flow& flow);
    void quote(cmark_node* node, const Style& style, Flow& flow);
    void code(cmark_node* node, const Style& style, Flow& flow);
    void table(cmark_node* node, const Style& style, Flow& flow);
    void link(cmark_node* node, Style style, Flow& flow);
    void image(cmark_node* node, const Style& style, Flow& flow);
    void footnote_reference(cmark_node* node, const Style& style, Flow& flow);
    [[nodiscard]] Inlines line_of(cmark_node* node, const Style& style, Flow& around);

    const MarkdownTree& tree_;
    const ParseOptions& options_;
    Reductions reductions_;
    std::vector<Blocks> footnotes_;
    std::string_view task_;  ///< box of the task whose text comes next
    std::size_t depth_ = 0;
    std::size_t cells_ = 0;
    std::size_t line_ = 0;
    bool too_deep_ = false;
    bool too_many_cells_ = false;
};

}  // namespace stoppress::document
