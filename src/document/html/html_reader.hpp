// SPDX-License-Identifier: GPL-3.0-or-later
// HtmlReader: walks Gumbo's tree and converts each element to the model. Part of from_html.
// Thread: any; each object belongs to one parse.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "document/convert.hpp"
#include "document/flow.hpp"
#include "document/html/html_tree.hpp"
#include "document/reductions.hpp"

namespace stoppress::document {

/// The source of the HTML, as far as it matters for reading it.
enum class HtmlOrigin {
    html,
    markdown  ///< rendered by cmark: lines are in data-sourcepos, picture titles are captions, headings may end in "{#name}"
};

class HtmlReader {
public:
    HtmlReader(const HtmlTree& tree, const ParseOptions& options, HtmlOrigin origin) : tree_(tree), options_(options), origin_(origin) {}

    [[nodiscard]] base::Result<Parsed> read() &&;

private:
    struct Caption {
        Inlines text;
        Inlines credit;
        bool met = false;
    };

    // html_reader.cpp
    void children(const GumboNode& node, const Style& style, Flow& flow);
    void node(const GumboNode& node, const Style& style, Flow& flow);
    void element(const GumboNode& element, Style style, Flow& flow);
    void marked(const GumboNode& element, Style style, Mark mark, Flow& flow);
    void between_paragraphs(const GumboNode& element, const Style& style, Flow& flow);
    void link(const GumboNode& element, Style style, Flow& flow);
    void heading(const GumboNode& element, const Style& style, Flow& flow);
    [[nodiscard]] Inlines line_of(const GumboNode& element, const Style& style, Flow& around);
    void take_language(const GumboNode& element, Style& style, bool is_block) const;

    // html_reader_blocks.cpp
    void list(const GumboNode& element, const Style& style, Flow& flow);
    void quote(const GumboNode& element, const Style& style, Flow& flow);
    void preformatted(const GumboNode& element, const Style& style, Flow& flow);
    void footnotes(Document& document);

    // html_reader_media.cpp
    void image(const GumboNode& element, const Style& style, Flow& flow);
    void frame(const GumboNode& element, const Style& style, Flow& flow);
    void media(const GumboNode& element, const Style& style, Flow& flow);
    void link_card(const GumboNode& element, const std::string& written, const Style& style, Flow& flow);
    void figure(const GumboNode& element, const Style& style, Flow& flow);
    void figure_caption(const GumboNode& element, const Style& style, Flow& flow);
    bool own_embed(const GumboNode& element, const Style& style, Flow& flow);
    void put_caption(Blocks& blocks, Caption caption);

    // html_reader_tables.cpp
    void table(const GumboNode& element, const Style& style, Flow& flow);
    friend class HtmlTableReader;

    // html_footnotes.cpp
    void find_footnotes();
    void take_footnotes(const GumboNode& list);
    [[nodiscard]] bool is_footnote_container(const GumboNode& node) const;
    [[nodiscard]] std::uint32_t footnote_of(std::string_view href) const;
    [[nodiscard]] bool is_back_link(const GumboNode& element, std::string_view href) const;

    [[nodiscard]] std::size_t line_at(const GumboNode& element) const;
    void take_line_mark(const GumboNode& comment);
    void say(const GumboNode& element, std::string_view became);

    const HtmlTree& tree_;
    const ParseOptions& options_;
    HtmlOrigin origin_;
    Reductions reductions_;
    std::size_t depth_ = 0;
    std::size_t cells_ = 0;
    std::size_t source_line_ = 0;    ///< in Markdown: line of the last block
    std::size_t raw_html_line_ = 0;  ///< line within the HTML if that block is raw HTML; 0 otherwise
    bool too_deep_ = false;
    bool too_many_cells_ = false;
    bool pull_ = false;                                    ///< inside a figure or aside that is a pull quote
    bool in_footnote_ = false;                             ///< inside a footnote, where links back to the text are dropped
    bool in_noscript_ = false;                             ///< inside <noscript>, which repeats what a script would load
    Caption* caption_ = nullptr;                           ///< of the enclosing figure
    std::unordered_set<const GumboNode*> footnote_parts_;  ///< elements of footnotes, not part of the text
    std::vector<const GumboNode*> footnote_items_;
    std::unordered_map<std::string, std::uint32_t> footnote_ids_;
};

}  // namespace stoppress::document
