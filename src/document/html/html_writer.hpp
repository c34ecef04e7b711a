// SPDX-License-Identifier: GPL-3.0-or-later
// HtmlWriter: the only serialiser and, with escape_html, the only code that can make an Html. It writes valid HTML with
// ids of its own, without scripts, styles, frames or anything else that a Document cannot represent.
// Thread: any; each object writes one document.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "document/document.hpp"
#include "document/embeds/embed_cards.hpp"
#include "document/html.hpp"
#include "document/pictures.hpp"

namespace stoppress::document {

/// Writes one document. Used once.
class HtmlWriter {
public:
    /// `pictures` and `embeds`, if given, must outlive the writer. `digits`: the ten digits that footnotes are numbered
    /// with, in UTF-8; empty: 0 to 9.
    explicit HtmlWriter(const Document& document, const PictureForms* pictures = nullptr, const EmbedCards* embeds = nullptr,
                        std::vector<std::string> digits = {})
        : document_(document),
          pictures_(pictures),
          embeds_(embeds),
          digits_(std::move(digits)),
          references_(document.footnotes.size()),
          totals_(document.footnotes.size()) {}

    /// Who wrote the document. The site does not vouch for the links of visitors.
    enum class Writers : std::uint8_t { staff, visitors };
    HtmlWriter(const Document& document, Writers writers) : HtmlWriter(document) { writers_ = writers; }

    /// The whole body, with footnotes at the end.
    [[nodiscard]] Html write() &&;

    /// Text alone, escaped.
    [[nodiscard]] static Html escaped(std::string_view text);

private:
    enum class Within : std::uint8_t { text, gallery };

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
    void node(const Gallery& gallery, const Block& block);
    void node(const Audio& audio, const Block& block);
    void node(const Video& video, const Block& block);
    void node(const Embed& embed, const Block& block);
    void node(const Rule& rule, const Block& block);

    /// What of its player follows its own attributes: captions, and a link for those who cannot play it.
    void player_content(std::string_view source, std::string_view title, const RecordingForm* form);
    [[nodiscard]] const RecordingForm* recording(const Address& source) const;
    void embed_link(const Embed& embed);
    void embed_card(const Embed& embed, const EmbedCard& card);
    void card_language();
    void item(const Blocks& item);
    void figure(std::string_view name, Layout layout, const Block& block);
    void shown(const Image& image, Within within);
    void picture(const Image& image, const PictureForm& form, Within within);
    [[nodiscard]] std::string_view sizes(const Image& image, Within within) const;
    void row(const Table& table, const std::vector<Inlines>& cells, std::string_view tag);
    void caption(const Inlines& caption, const Inlines& credit);
    void footnotes();
    void footnote(const Blocks& footnote, std::uint32_t number);
    void back_links(std::uint32_t number);

    void inlines(const Inlines& inlines);
    void reference(std::uint32_t number);
    [[nodiscard]] std::string written(std::uint32_t number) const;
    void open(const Inline& run, unsigned from);
    void close(const Inline& run, unsigned from);

    /// `text` with the bytes in `special` as character references; a newline in `special` becomes `<br>`.
    void append_escaped(std::string_view text, std::string_view special);
    /// ` name="value"`, escaped.
    void attribute(std::string_view name, std::string_view value);
    void language_attributes(std::string_view language, Direction direction);

    const Document& document_;
    const PictureForms* pictures_;
    const EmbedCards* embeds_;
    std::vector<std::string> digits_;
    Writers writers_ = Writers::staff;
    std::string out_;
    std::vector<std::uint32_t> references_;  ///< how often each footnote was referred to so far
    std::vector<std::uint32_t> totals_;      ///< how often it is referred to in total
};

}  // namespace stoppress::document
