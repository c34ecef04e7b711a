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

/// A reference to a footnote is a link, which in HTML ends the link that it stands in; in the tree it need not.
bool has_footnote_in_link(std::string_view html) {
    constexpr std::string_view kLink = "<a href=\"";
    constexpr std::string_view kFootnote = "#fn";
    bool in_link = false;
    for (auto at = html.find("<"); at != std::string_view::npos; at = html.find('<', at + 1)) {
        const auto rest = html.substr(at);
        if (rest.starts_with("</a>")) {
            in_link = false;
        } else if (rest.starts_with(kLink)) {
            if (in_link && rest.substr(kLink.size()).starts_with(kFootnote)) {
                return true;
            }
            in_link = true;
        }
    }
    return false;
}

void check_both_ways(std::string_view markdown) {
    std::string cleaned;
    const auto tree = MarkdownTree::parse(without_forbidden(markdown, cleaned));
    if (!tree || (*tree)->has_html()) {
        return;
    }
    const auto html = (*tree)->html();
    if (has_footnote_in_link(*html)) {
        return;
    }
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
