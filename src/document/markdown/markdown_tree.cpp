// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/markdown/markdown_tree.hpp"

#include <array>
#include <utility>

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm-extension_api.h>
#include <fmt/format.h>

#include "base/threads/mutex.hpp"
#include "document/limits.hpp"
#include "document/unicode.hpp"

namespace stoppress::document {

namespace {

constexpr int kOptions = CMARK_OPT_UNSAFE | CMARK_OPT_FOOTNOTES | CMARK_OPT_SOURCEPOS;

// cmark's allocator gets no context, so it uses the arena of the parse that runs on this thread.
thread_local BoundedArena* current_arena = nullptr;

void* allocate(std::size_t count, std::size_t bytes) {
    return current_arena->allocate(count * bytes);
}
void* reallocate(void* memory, std::size_t bytes) {
    return current_arena->reallocate(memory, bytes);
}
void deallocate(void* /*memory*/) {}

cmark_mem& arena_memory() {
    static cmark_mem memory{allocate, reallocate, deallocate};
    return memory;
}

struct Extensions {
    std::array<cmark_syntax_extension*, 3> list;
};

Extensions register_extensions() {
    cmark_gfm_core_extensions_ensure_registered();
    return {{cmark_find_syntax_extension("table"), cmark_find_syntax_extension("strikethrough"), cmark_find_syntax_extension("autolink")}};
}

const Extensions& extensions() {
    static const Extensions registered = register_extensions();
    return registered;
}

/// Each parser adds its extensions' special characters to a process-wide table before it parses inlines, and removes
/// them afterwards. Parsers on two threads would remove each other's, so only one may do this at a time.
base::Mutex& inline_parsing() {
    static base::Mutex mutex;  // guards cmark's process-wide table of special characters
    return mutex;
}

/// The node after this one, children first.
cmark_node* next_node(cmark_node* node) {
    if (auto* child = cmark_node_first_child(node); child != nullptr) {
        return child;
    }
    while (node != nullptr && cmark_node_next(node) == nullptr) {
        node = cmark_node_parent(node);
    }
    return node == nullptr ? nullptr : cmark_node_next(node);
}

base::Error too_much() {
    return base::fail(base::ErrorCode::too_large, "the Markdown exceeds the memory or time limit for a body; split the story");
}

}  // namespace

MarkdownTree::MarkdownTree() : arena_(kMaxHtmlMemory, kMaxHtmlMilliseconds), outer_arena_(std::exchange(current_arena, &arena_)) {}

MarkdownTree::~MarkdownTree() {
    current_arena = outer_arena_;
}

base::Result<std::unique_ptr<MarkdownTree>> MarkdownTree::parse(std::string_view markdown) {
    std::unique_ptr<MarkdownTree> tree{new MarkdownTree};
    static_cast<void>(extensions());
    if (!tree->parse_blocks(markdown)) {
        return too_much();
    }
    const base::Lock lock(inline_parsing());
    if (!tree->parse_inlines()) {
        return too_much();
    }
    return tree;
}

bool MarkdownTree::parse_blocks(std::string_view markdown) {
    if (setjmp(arena_.limit_met()) != 0) {
        return false;
    }
    parser_ = cmark_parser_new_with_mem(kOptions, &arena_memory());
    for (auto* extension : extensions().list) {
        cmark_parser_attach_syntax_extension(parser_, extension);
    }
    cmark_parser_feed(parser_, markdown.data(), markdown.size());
    return true;
}

bool MarkdownTree::parse_inlines() {
    if (setjmp(arena_.limit_met()) != 0) {
        return false;
    }
    root_ = cmark_parser_finish(parser_);
    arena_.lift_limits();  // cmark's getters allocate too, called from C++ frames; their memory is bounded by the parsed input
    return true;
}

bool MarkdownTree::run_renderer() {
    if (setjmp(arena_.limit_met()) != 0) {
        return false;
    }
    arena_.restore_limits();
    html_ = cmark_render_html_with_mem(root_, kOptions, cmark_parser_get_syntax_extensions(parser_), &arena_memory());
    arena_.lift_limits();
    return true;
}

void MarkdownTree::mark_lines() {
    for (auto* node = root_; node != nullptr; node = next_node(node)) {
        if (cmark_node_get_type(node) == CMARK_NODE_HTML_BLOCK) {
            const auto marked = fmt::format("<!--{}{}-->{}", kLineMark, cmark_node_get_start_line(node), cmark_node_get_literal(node));
            cmark_node_set_literal(node, marked.c_str());
        }
    }
}

base::Result<std::string_view> MarkdownTree::html() {
    if (html_ == nullptr) {
        mark_lines();
    }
    if (html_ == nullptr && !run_renderer()) {
        return too_much();
    }
    return std::string_view{html_};
}

bool MarkdownTree::has_html() const {
    for (auto* node = root_; node != nullptr; node = next_node(node)) {
        const auto type = cmark_node_get_type(node);
        if (type == CMARK_NODE_HTML_BLOCK || type == CMARK_NODE_HTML_INLINE) {
            const auto kind = raw_html_kind(cmark_node_get_literal(node));
            if (kind == RawHtml::other || (kind == RawHtml::line_break && type == CMARK_NODE_HTML_BLOCK)) {
                return true;
            }
        }
    }
    return false;
}

RawHtml raw_html_kind(std::string_view literal) {
    literal = trimmed(literal);
    if (literal.starts_with("<!--") && literal.size() >= 7 && literal.find("-->", 4) == literal.size() - 3 && !literal.contains("--!>") &&
        literal[4] != '>' && !literal.starts_with("<!--->")) {
        return RawHtml::comment;
    }
    if (equals_ignoring_case(literal, "<br>") || equals_ignoring_case(literal, "<br/>") || equals_ignoring_case(literal, "<br />")) {
        return RawHtml::line_break;
    }
    return RawHtml::other;
}

}  // namespace stoppress::document
