// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/html/html_tree.hpp"

#include <vector>

#include "document/unicode.hpp"

namespace stoppress::document {

namespace {

void* allocate(void* arena, std::size_t bytes) {
    return static_cast<BoundedArena*>(arena)->allocate(bytes);
}
void deallocate(void* /*arena*/, void* /*memory*/) {}

template <class Test>
bool any_word(std::string_view words, Test test) {
    while (!words.empty()) {
        words = trimmed(words);
        const auto end = words.find_first_of(" \t\n\f\r");
        if (test(words.substr(0, end))) {
            return true;
        }
        words.remove_prefix(end == std::string_view::npos ? words.size() : end);
    }
    return false;
}

}  // namespace

base::Result<std::unique_ptr<HtmlTree>> HtmlTree::parse(std::string_view html) {
    std::unique_ptr<HtmlTree> tree{new HtmlTree};
    // Gumbo would turn them into replacement characters.
    tree->html_ = without_forbidden(html, tree->cleaned_);
    TRY(tree->source_, HtmlSource::prepare(tree->html_));
    if (!tree->run_parser()) {
        return base::fail(base::ErrorCode::too_large,
                          "the HTML exceeds the memory or time limit for a body because of its nesting; check that its tags are closed");
    }
    return tree;
}

bool HtmlTree::run_parser() {
    if (setjmp(arena_.limit_met()) != 0) {
        return false;
    }
    GumboOptions options = kGumboDefaultOptions;
    options.allocator = allocate;
    options.deallocator = deallocate;
    options.userdata = &arena_;
    options.max_errors = 0;
    options.fragment_context = GUMBO_TAG_BODY;
    const auto& html = source_.thinned();
    root_ = gumbo_parse_with_options(&options, html.data(), html.size())->root;
    return true;
}

std::string HtmlTree::text(const GumboNode& node) const {
    std::string text;
    source_.expand(node.v.text.text, text);
    return text;
}

std::string HtmlTree::all_text(const GumboNode& node) const {
    std::string text;
    std::vector<const GumboNode*> open{&node};
    while (!open.empty()) {
        const auto& next = *open.back();
        open.pop_back();
        if (is_element(next)) {
            if (next.v.element.tag == GUMBO_TAG_BR) {
                text += '\n';
            }
            const auto& children = next.v.element.children;
            for (auto i = children.length; i > 0; --i) {
                open.push_back(static_cast<const GumboNode*>(children.data[i - 1]));
            }
        } else if (next.type != GUMBO_NODE_COMMENT && next.type != GUMBO_NODE_DOCUMENT) {
            source_.expand(next.v.text.text, text);
        }
    }
    return text;
}

std::optional<std::string> HtmlTree::attribute(const GumboNode& element, const char* name) const {
    const auto* found = gumbo_get_attribute(&element.v.element.attributes, name);
    if (found == nullptr) {
        return std::nullopt;
    }
    std::string value;
    source_.expand(found->value, value);
    return value;
}

std::string HtmlTree::attribute_or_empty(const GumboNode& element, const char* name) const {
    return attribute(element, name).value_or(std::string{});
}

bool HtmlTree::has_class(const GumboNode& element, std::string_view name) const {
    const auto words = attribute(element, "class");
    return words && any_word(*words, [name](std::string_view word) { return equals_ignoring_case(word, name); });
}

bool HtmlTree::has_class_like(const GumboNode& element, std::string_view part) const {
    const auto words = attribute(element, "class");
    return words && any_word(ascii_lower(*words), [part](std::string_view word) { return word.contains(part); });
}

}  // namespace stoppress::document
