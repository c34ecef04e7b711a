// SPDX-License-Identifier: GPL-3.0-or-later
// No Markdown crashes its reader, both ways through it (straight from cmark's tree, and by its HTML) come to the same document, and what is
// read is written and read back the same.
#include <cstddef>
#include <cstdint>

#include "document/html/html_reader.hpp"
#include "document/markdown/markdown_reader.hpp"
#include "document/unicode.hpp"
#include "document_check.hpp"

namespace {

using namespace stoppress::document;

void check_both_ways(std::string_view markdown) {
    std::string cleaned;
    const auto tree = MarkdownTree::parse(without_forbidden(markdown, cleaned));
    if (!tree || (*tree)->has_html()) {
        return;
    }
    const auto html = (*tree)->html();
    const auto html_tree = HtmlTree::parse(*html);
    if (!html_tree) {
        return;
    }
    const auto straight = MarkdownReader{**tree, {}}.read();
    const auto by_html = HtmlReader{**html_tree, {}, HtmlOrigin::markdown}.read();
    if (straight && by_html) {
        require(straight->document == by_html->document, "two ways, two documents",
                std::string{*html} + "\n" + to_json(straight->document) + "\n" + to_json(by_html->document));
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view markdown{reinterpret_cast<const char*>(data), size};
    const auto parsed = from_markdown(markdown);
    if (parsed) {
        check_document(parsed->document);
        check_both_ways(markdown);
    }
    return 0;
}
