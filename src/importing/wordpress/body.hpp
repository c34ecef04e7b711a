// SPDX-License-Identifier: GPL-3.0-or-later
// A post's stored content, of the block editor or the classic one, as plain HTML for document::from_html: blocks without their comments,
// shortcodes written out, paragraphs set.
// Flow: WxrItem -> body_html -> document::from_html
// Thread: any.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "importing/report.hpp"
#include "importing/wordpress/attachments.hpp"

namespace stoppress::importing::wordpress {

struct BodyContext {
    const Attachments& attachments;
    std::int64_t post = 0;
    std::string_view footnotes;  ///< the post's meta value of that name: JSON
    std::size_t first_line = 1;  ///< of the content in the file
};

struct BodyHtml {
    std::string html;
    std::vector<Note> notes;
};

[[nodiscard]] BodyHtml body_html(std::string_view content, const BodyContext& context);

/// [caption], [gallery], [embed] and the like in `html`; those that are not known leave their inner text and a note. `line`: where it
/// begins.
[[nodiscard]] std::string expand_shortcodes(std::string_view html, std::size_t line, const BodyContext& context, std::vector<Note>& notes);

/// Pictures one after another, as a gallery shows them.
[[nodiscard]] std::string gallery_markup(const std::vector<Attachment>& attachments);

}  // namespace stoppress::importing::wordpress
