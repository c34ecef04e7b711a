// SPDX-License-Identifier: GPL-3.0-or-later
// Writes the shortcodes of a body out as the Markdown and HTML they stand for: references as addresses, pictures as figures, embeds as
// cards; of all others what text they carry is left, and noted. Flow: body, ShortcodeTag -> MappedText -> document::from_markdown Thread:
// any.
#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "importing/hugo/images.hpp"
#include "importing/hugo/page_index.hpp"
#include "importing/hugo/shortcode_scanner.hpp"
#include "importing/mapped_text.hpp"
#include "importing/report.hpp"

namespace stoppress::importing::hugo {

/// Where a link leads whose target is not known: no address, so the document keeps the link's text alone.
inline constexpr std::string_view kNowhere = "unresolved:";

/// What the shortcodes of one page may ask.
struct PageSurroundings {
    const ContentPath& path;
    std::string_view address;
    std::string folder;  ///< that its file lies in, below the content folder
    const PageIndex& index;
    const Images& images;
    const SiteConfig& config;
};

struct Expanded {
    MappedText text;
    std::vector<Note> notes;
};

/// Fails where a shortcode has no end, shortcodes are nested too deeply, or the body grows beyond kMaxExpandedBytes.
[[nodiscard]] std::variant<Expanded, ReadFailure> expand_shortcodes(std::string_view body, std::size_t first_line,
                                                                    const PageSurroundings& surroundings);

}  // namespace stoppress::importing::hugo
