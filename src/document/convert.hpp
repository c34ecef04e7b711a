// SPDX-License-Identifier: GPL-3.0-or-later
// A body's ways in (HTML, Markdown, JSON) and out (HTML, plain text, Markdown, JSON).
// Flow: importing, newsroom -> Document -> store -> press
// All functions may be called from any thread. None throws; none recurses deeper than kMaxDepth of limits.hpp.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "document/document.hpp"
#include "document/html.hpp"

namespace stoppress::document {

/// Something of the source that the model cannot hold, and what became of it: "<marquee> reduced to its text".
struct Reduction {
    std::size_t line = 0;  ///< line in the source, from 1; 0 where it is not known
    std::string what;
};

struct Parsed {
    Document document;
    std::vector<Reduction> reductions;
};

struct ParseOptions {
    /// Called with each link and image address as written; what it returns is used instead. May be empty.
    std::function<std::string(std::string_view)> rewrite_address;
};

/// Reads an HTML5 fragment as browsers do. Fails only where a limit is met (too_large) or the input is not UTF-8 (invalid).
[[nodiscard]] base::Result<Parsed> from_html(std::string_view html, const ParseOptions& options = {});

/// Reads CommonMark with GitHub's extensions (tables, strikethrough, autolinks) and footnotes; raw HTML in it is read as by from_html.
[[nodiscard]] base::Result<Parsed> from_markdown(std::string_view markdown, const ParseOptions& options = {});

/// Reads the tree's own JSON strictly: an unknown node, key or value is refused, with a JSON Pointer in `fields`.
[[nodiscard]] base::Result<Document> from_json(std::string_view json);

/// The tree's own JSON, compact; from_json(to_json(d)) == d.
[[nodiscard]] std::string to_json(const Document& document);

/// The same, for the store: too_large where the body has more than kMaxStoredBytes or kMaxNodes. Whatever stores a body asks this, so that
/// what was stored can be read again.
[[nodiscard]] base::Result<std::string> to_stored_json(const Document& document);

/// The body as HTML5: the only way from a Document to markup. from_html(to_html(d)) gives d again.
[[nodiscard]] Html to_html(const Document& document);

/// The text alone, blocks separated by a blank line.
[[nodiscard]] std::string to_text(const Document& document);

/// CommonMark+GFM that from_markdown reads back to the same tree, where Markdown can say it.
[[nodiscard]] std::string to_markdown(const Document& document);

/// The opening of the text: at least `graphemes` characters of it where there are that many, without rendering the rest.
/// Headings, code, tables, captions and footnotes are passed over. Newlines are spaces.
[[nodiscard]] std::string opening_text(const Document& document, std::size_t graphemes);

}  // namespace stoppress::document
