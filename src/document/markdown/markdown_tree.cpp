// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/markdown/markdown_tree.hpp"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm-extension_api.h>
#include <fmt/format.h>
#include <unicode/utf8.h>

#include "base/threads/mutex.hpp"
#include "document/limits.hpp"
#include "document/markdown/heading_attributes.hpp"
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
    std::array<cmark_syntax_extension*, 4> list;
};

Extensions register_extensions() {
    cmark_gfm_core_extensions_ensure_registered();
    return {{cmark_find_syntax_extension("table"), cmark_find_syntax_extension("strikethrough"), cmark_find_syntax_extension("autolink"),
             cmark_find_syntax_extension("tasklist")}};
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

/// The node after this one and all below it.
cmark_node* node_behind(cmark_node* node) {
    while (node != nullptr && cmark_node_next(node) == nullptr) {
        node = cmark_node_parent(node);
    }
    return node == nullptr ? nullptr : cmark_node_next(node);
}

/// The node after this one, children first.
cmark_node* next_node(cmark_node* node) {
    auto* child = cmark_node_first_child(node);
    return child != nullptr ? child : node_behind(node);
}

/// The beginning of each line.
std::vector<std::string_view> lines_of(std::string_view text) {
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        const auto end = std::min(text.find_first_of("\r\n"), text.size());
        lines.push_back(text.substr(0, end));
        text.remove_prefix(end);
        text.remove_prefix(text.starts_with("\r\n") ? 2 : text.empty() ? 0 : 1);
    }
    return lines;
}

/// Whether the line makes a heading of the one above, in a quote or list as well.
bool is_underline(std::string_view line) {
    const auto mark = line.find_first_not_of("> \t");
    return mark != std::string_view::npos && (line[mark] == '=' || line[mark] == '-') &&
           line.find_first_not_of(line[mark], mark) >= line.find_last_not_of(" \t") + 1;
}

/// A heading's source without what makes it one: "## Text ##" -> "Text".
std::string_view heading_source(cmark_node* heading, const std::vector<std::string_view>& lines) {
    const auto first = static_cast<std::size_t>(cmark_node_get_start_line(heading));
    const auto column = static_cast<std::size_t>(cmark_node_get_start_column(heading));
    if (first == 0 || first > lines.size() || column == 0) {
        return {};
    }
    auto source = lines[first - 1];
    source.remove_prefix(std::min(column - 1, source.size()));
    if (!source.starts_with('#')) {
        // Underlined; of several lines the last one counts. cmark's last line may be one behind the underline.
        const auto end = std::min(lines.size(), static_cast<std::size_t>(std::max(cmark_node_get_end_line(heading), 0)));
        for (auto line = first; line < end && !is_underline(lines[line]); ++line) {
            source = lines[line];
        }
        return trimmed(source);
    }
    source.remove_prefix(std::min(source.find_first_not_of('#'), source.size()));
    source = trimmed(source);
    const auto text = source.find_last_not_of('#');
    if (text == std::string_view::npos) {
        return {};
    }
    return source[text] == ' ' || source[text] == '\t' ? trimmed(source.substr(0, text)) : source;
}

char32_t first_code_point(std::string_view text) {
    const auto* const bytes = reinterpret_cast<const std::uint8_t*>(text.data());
    std::int32_t at = 0;
    UChar32 c = 0;
    U8_NEXT(bytes, at, static_cast<std::int32_t>(text.size()), c);
    return c < 0 ? U'\uFFFD' : static_cast<char32_t>(c);
}

/// The character of the source at the edge of an inline node, seen from outside.
char32_t edge_of(cmark_node* node, bool first) {
    const auto type = cmark_node_get_type(node);
    if (type == CMARK_NODE_TEXT) {
        const std::string_view text = cmark_node_get_literal(node);
        auto begin = first || text.empty() ? std::size_t{0} : text.size() - 1;
        while (!first && begin > 0 && (static_cast<unsigned char>(text[begin]) & 0xC0U) == 0x80) {
            --begin;
        }
        return text.empty() ? U'\n' : first_code_point(text.substr(begin));
    }
    switch (static_cast<unsigned>(type)) {
        case CMARK_NODE_SOFTBREAK:
        case CMARK_NODE_LINEBREAK:
            return U'\n';
        case CMARK_NODE_CODE:
            return U'`';
        case CMARK_NODE_LINK:
        case CMARK_NODE_IMAGE:
            return first ? U'[' : U')';
        case CMARK_NODE_FOOTNOTE_REFERENCE:
            return first ? U'[' : U']';
        case CMARK_NODE_HTML_INLINE:
            return first ? U'<' : U'>';
        default:
            return U'*';
    }
}

/// The same for the edge of the node that holds a text, seen from inside.
char32_t inner_edge_of(cmark_node* parent, bool begin) {
    const auto type = cmark_node_get_type(parent);
    if ((static_cast<unsigned>(type) & CMARK_NODE_TYPE_MASK) == CMARK_NODE_TYPE_BLOCK) {
        return begin ? U'\n' : U'\0';
    }
    return type == CMARK_NODE_LINK ? (begin ? U'[' : U']') : U'*';
}

char32_t character_before(cmark_node* text) {
    auto* before = cmark_node_previous(text);
    return before == nullptr ? inner_edge_of(cmark_node_parent(text), true) : edge_of(before, false);
}

char32_t character_after(cmark_node* text) {
    auto* after = cmark_node_next(text);
    return after == nullptr ? inner_edge_of(cmark_node_parent(text), false) : edge_of(after, true);
}

/// Whether the text is an address that is its own link: "https://…", "www.…", "<a@b.c>".
bool is_bare_address(cmark_node* text) {
    auto* parent = cmark_node_parent(text);
    if (cmark_node_get_type(parent) != CMARK_NODE_LINK) {
        return false;
    }
    const std::string_view url = cmark_node_get_url(parent);
    const std::string_view shown = cmark_node_get_literal(text);
    return !shown.empty() && url.ends_with(shown);
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

void MarkdownTree::add_heading_ids(std::string_view markdown, const std::function<std::string(std::string_view)>& anchor) {
    const auto lines = lines_of(markdown);
    for (auto* node = root_; node != nullptr; node = next_node(node)) {
        if (cmark_node_get_type(node) != CMARK_NODE_HEADING) {
            continue;
        }
        auto source = heading_source(node, lines);
        if (const auto attributes = heading_attributes(source)) {
            if (!attributes->id.empty()) {
                continue;
            }
            source = trimmed(source.substr(0, attributes->begin));
        }
        const auto id = fmt::format(" {{#{}}}", anchor(source));
        auto* text = cmark_node_new_with_mem(CMARK_NODE_TEXT, &arena_memory());
        cmark_node_set_literal(text, id.c_str());
        cmark_node_append_child(node, text);
    }
}

void MarkdownTree::change_text(const std::function<std::string(std::string_view, char32_t, char32_t)>& change) {
    // What is below a picture is its alternative text.
    for (auto* node = root_; node != nullptr; node = cmark_node_get_type(node) == CMARK_NODE_IMAGE ? node_behind(node) : next_node(node)) {
        if (cmark_node_get_type(node) == CMARK_NODE_TEXT && !is_bare_address(node)) {
            const std::string text = cmark_node_get_literal(node);
            // A heading's attributes are no text.
            const bool last = cmark_node_get_type(cmark_node_parent(node)) == CMARK_NODE_HEADING && cmark_node_next(node) == nullptr;
            const auto attributes = last ? heading_attributes(text) : std::nullopt;
            const auto end = attributes ? attributes->begin : text.size();
            const auto changed =
                change(std::string_view(text).substr(0, end), character_before(node), character_after(node)) + text.substr(end);
            cmark_node_set_literal(node, changed.c_str());
        }
    }
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
