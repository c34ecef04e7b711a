// SPDX-License-Identifier: GPL-3.0-or-later
// Converts a body from HTML, Markdown and JSON, and to HTML, JSON and plain text.
// Flow:   importing, newsroom -> Document -> store -> press
// Thread: any; pure functions. None throws; none recurses deeper than kMaxDepth of limits.hpp.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "document/document.hpp"
#include "document/html.hpp"

namespace stoppress::document {

/// A part of the source that the model cannot represent, and what happened to it: "<marquee> reduced to its text".
struct Reduction {
    std::size_t line = 0;  ///< line in the source, from 1; 0 if it is not known
    std::string what;
};

struct Parsed {
    Document document;
    std::vector<Reduction> reductions;
};

struct ParseOptions {
    /// Called with each link and image address as written; its result is used instead. May be empty.
    std::function<std::string(std::string_view)> rewrite_address;
    /// Markdown: called with the source of each heading that has no id of its own ("{#id}"), without its marks and attributes, in
    /// order; the result becomes its anchor. May be empty: those have none.
    std::function<std::string(std::string_view)> heading_anchor{};
    /// Markdown: called in order with each piece of text outside of code, raw HTML, alternative texts and bare addresses, and with the
    /// characters that stand beside it in the source ('\n' at the ends of a line, 0 at the end of a block); the result takes its place. May
    /// be empty.
    std::function<std::string(std::string_view text, char32_t before, char32_t after)> change_text{};
    /// Whether <audio> and <video> become sound and film wherever their file is, not only in the media library: for a caller that then
    /// changes their addresses to the library's, and what is left to something else. Without a title they are called as their files are there.
    bool all_recordings = false;
};

/// Reads an HTML5 fragment as browsers do. Fails only with `too_large` if a limit is exceeded, or `invalid` if it is
/// not UTF-8.
[[nodiscard]] base::Result<Parsed> from_html(std::string_view html, const ParseOptions& options = {});

/// Reads CommonMark with GitHub's extensions (tables, strikethrough, autolinks) and footnotes; raw HTML is read as by
/// from_html. Fails as from_html does.
[[nodiscard]] base::Result<Parsed> from_markdown(std::string_view markdown, const ParseOptions& options = {});

/// Reads the tree's own JSON strictly. Fails with `invalid` for an unknown node, key or value, with a JSON Pointer in
/// `fields`; with `too_large` if a limit is exceeded.
[[nodiscard]] base::Result<Document> from_json(std::string_view json);

/// The tree's own JSON, compact; from_json(to_json(d)) == d.
[[nodiscard]] std::string to_json(const Document& document);

/// The same, for storing: fails with `too_large` if the body has more than kMaxStoredBytes or kMaxNodes. Everything
/// that stores a body must use this, so that a stored body can always be read back.
[[nodiscard]] base::Result<std::string> to_stored_json(const Document& document);

/// The body as HTML5: the only way from a Document to markup. from_html(to_html(d)) equals d.
[[nodiscard]] Html to_html(const Document& document);

/// The text alone; blocks are separated by a blank line.
[[nodiscard]] std::string to_text(const Document& document);

/// The beginning of the text: at least `graphemes` characters if there are that many, without converting the rest.
/// Headings, code, tables, captions and footnotes are skipped. Newlines become spaces.
[[nodiscard]] std::string opening_text(const Document& document, std::size_t graphemes);

}  // namespace stoppress::document
