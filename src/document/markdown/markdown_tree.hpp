// SPDX-License-Identifier: GPL-3.0-or-later
// Markdown as cmark-gfm's tree, within limits of memory and time. Lives only while a document is read from it.
#pragma once

#include <memory>
#include <string_view>

#include <cmark-gfm.h>

#include "base/result.hpp"
#include "document/markdown/bounded_arena.hpp"

namespace stoppress::document {

/// Used and destroyed by the thread that made it.
class MarkdownTree {
public:
    /// In html(), a comment of this and a number stands before each block of raw HTML: the line that it begins on.
    static constexpr std::string_view kLineMark = "line ";

    MarkdownTree(const MarkdownTree&) = delete;
    MarkdownTree& operator=(const MarkdownTree&) = delete;
    MarkdownTree(MarkdownTree&&) = delete;
    MarkdownTree& operator=(MarkdownTree&&) = delete;
    ~MarkdownTree();

    /// Fails with too_large where a limit is met.
    [[nodiscard]] static base::Result<std::unique_ptr<MarkdownTree>> parse(std::string_view markdown);

    [[nodiscard]] cmark_node* root() const { return root_; }

    /// Whether it has raw HTML that only an HTML parser can make sense of: anything but comments and <br>.
    [[nodiscard]] bool has_html() const;

    /// The whole as HTML, raw HTML included, with the lines of the source. Valid while this lives.
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

/// Raw HTML that a reader never sees, or a line break.
enum class RawHtml { comment, line_break, other };
[[nodiscard]] RawHtml raw_html_kind(std::string_view literal);

}  // namespace stoppress::document
