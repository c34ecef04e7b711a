// SPDX-License-Identifier: GPL-3.0-or-later
// Converts a post's stored content, of the block editor or the classic editor, to plain HTML for document::from_html:
// without block comments, with shortcodes expanded and paragraphs added.
// Flow:   WxrItem -> body_html -> document::from_html
// Thread: any but a loop's, several at once; reads the attachments' temporary file.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "importing/report.hpp"
#include "importing/wordpress/attachments.hpp"

namespace stoppress::importing::wordpress {

struct BodyContext {
    const Attachments& attachments;
    std::int64_t post = 0;
    std::string_view footnotes;  ///< the post's meta value "footnotes": JSON
    std::size_t first_line = 1;  ///< line of the file on which the content starts
    /// Content of reusable blocks by their number; may be null.
    const std::map<std::int64_t, std::string>* patterns = nullptr;
    /// Those that the content is inside of: one may name another, and so itself.
    std::vector<std::int64_t> inside{};
};

struct BodyHtml {
    std::string html;
    std::vector<Note> notes;
};

[[nodiscard]] BodyHtml body_html(std::string_view content, const BodyContext& context);

/// Expands [caption], [gallery], [embed] and others in `html`; unknown ones are replaced by their inner text, and
/// noted. `line`: where `html` starts.
[[nodiscard]] std::string expand_shortcodes(std::string_view html, std::size_t line, const BodyContext& context, std::vector<Note>& notes);

/// A gallery of pictures; several files of which one is none stay in sequence. A single one stands alone.
[[nodiscard]] std::string gallery_markup(const std::vector<Attachment>& attachments);

}  // namespace stoppress::importing::wordpress
