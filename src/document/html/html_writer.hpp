// SPDX-License-Identifier: GPL-3.0-or-later
// HtmlWriter: the only serialiser and, with escape_html, the only code that can make an Html. It writes valid HTML with
// ids of its own, without scripts, styles, frames or anything else that a Document cannot represent.
// Thread: any; each object writes one document.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "document/document.hpp"
#include "document/html.hpp"
#include "document/pictures.hpp"

namespace stoppress::document {

/// Writes one document. Used once.
class HtmlWriter {
public:
    /// `pictures`, if given, must outlive the writer.
    explicit HtmlWriter(const Document& document, const PictureForms* pictures = nullptr)
        : document_(document), pictures_(pictures), references_(document.footnotes.size()), totals_(document.footnotes.size()) {}

    /// The whole body, with footnotes at the end.
    [[nodiscard]] Html write() &&;

    /// One block on one line, as raw HTML inside Markdown. `block` must belong to the document; its footnotes
    /// are not written.
    [[nodiscard]] Html write_for_markdown(const Block& block) &&;

    /// Text alone, escaped.
    [[nodiscard]] static Html escaped(std::string_view text);

private:
    void body();
    void blocks(const Blocks& blocks);
    void block(const Block& block);
    void node(const Paragraph& paragraph, const Block& block);
    void node(const Heading& heading, const Block& block);
    void node(const List& list, const Block& block);
    void node(const Quote& quote, const Block& block);
    void node(const Code& code, const Block& block);
    void node(const Table& table, const Block& block);
    void node(const Image& image, const Block& block);
    void node(const Embed& embed, const Block& block);
    void node(const Rule& rule, const Block& block);

    void item(const Blocks& item);
    void picture(const Image& image, const PictureForm& form);
    void row(const Table& table, const std::vector<Inlines>& cells, std::string_view tag);
    void caption(const Inlines& caption, const Inlines& credit);
    void footnotes();
    void footnote(const Blocks& footnote, std::uint32_t number);
    void back_links(std::uint32_t number);

    void inlines(const Inlines& inlines);
    void reference(std::uint32_t number);
    void open(const Inline& run, unsigned from);
    void close(const Inline& run, unsigned from);

    /// `text` with the bytes in `special` as character references and each newline as `newline`.
    void append_escaped(std::string_view text, std::string_view special, std::string_view newline = "<br>");
    /// ` name="value"`, escaped.
    void attribute(std::string_view name, std::string_view value);
    void language_attributes(std::string_view language, Direction direction);

    const Document& document_;
    const PictureForms* pictures_;
    std::string out_;
    std::vector<std::uint32_t> references_;  ///< how often each footnote was referred to so far
    std::vector<std::uint32_t> totals_;      ///< how often it is referred to in total
    bool one_line_ = false;
};

}  // namespace stoppress::document
