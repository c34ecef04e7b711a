// SPDX-License-Identifier: GPL-3.0-or-later
// Markdown as cmark-gfm's tree, within limits of memory and time.
// Owner:  the parse that made it; it lives only while a document is read from it.
// Thread: the one that made it, which must also destroy it.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include <cmark-gfm.h>

#include "base/result.hpp"
#include "document/markdown/bounded_arena.hpp"

namespace stoppress::document {

/// Must be used and destroyed by the thread that made it.
class MarkdownTree {
public:
    /// In html(), a comment of this and a number precedes each block of raw HTML: the line that the block begins on.
    static constexpr std::string_view kLineMark = "line ";

    MarkdownTree(const MarkdownTree&) = delete;
    MarkdownTree& operator=(const MarkdownTree&) = delete;
    MarkdownTree(MarkdownTree&&) = delete;
    MarkdownTree& operator=(MarkdownTree&&) = delete;
    ~MarkdownTree();

    /// Fails with `too_large` if a limit is exceeded.
    [[nodiscard]] static base::Result<std::unique_ptr<MarkdownTree>> parse(std::string_view markdown);

    [[nodiscard]] cmark_node* root() const { return root_; }

    /// Whether it contains raw HTML that needs an HTML parser: anything but comments and <br>.
    [[nodiscard]] bool has_html() const;

    /// Gives each heading that has no id the one that `anchor` returns for its source, as "{#id}" at its end. `markdown` is what was
    /// parsed. Before html().
    void add_heading_ids(std::string_view markdown, const std::function<std::string(std::string_view)>& anchor);

    /// Replaces text as ParseOptions::change_text says. Before html().
    void change_text(const std::function<std::string(std::string_view, char32_t, char32_t)>& change);

    /// The whole source as HTML, raw HTML included, with line numbers of the source. Valid as long as this object.
    [[nodiscard]] base::Result<std::string_view> html();

private:
    MarkdownTree();
    bool parse_blocks(std::string_view markdown);
    bool parse_inlines();
    bool run_renderer();
    void mark_lines();

    BoundedArena arena_;
    BoundedArena* outer_arena_;
    cmark_parser* parser_ = nullptr;
    cmark_node* root_ = nullptr;
    const char* html_ = nullptr;
};

/// Raw HTML that a reader never sees, a line break, or anything else.
enum class RawHtml { comment, line_break, other };
[[nodiscard]] RawHtml raw_html_kind(std::string_view literal);

}  // namespace stoppress::document
