// SPDX-License-Identifier: GPL-3.0-or-later
// Expands the shortcodes of a body to Markdown and HTML: references become addresses, pictures become figures, embeds
// become cards. Unknown shortcodes are replaced by the text they contain, and noted.
// Flow:   body, ShortcodeTag -> MappedText -> document::from_markdown
// Thread: any.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "importing/hugo/addresses/page_index.hpp"
#include "importing/hugo/images.hpp"
#include "importing/hugo/shortcodes/shortcode_scanner.hpp"
#include "importing/report.hpp"
#include "importing/text/mapped_text.hpp"

namespace stoppress::importing::hugo {

/// The target of a link that cannot be resolved: not a valid address, so the document keeps only the link's text.
inline constexpr std::string_view kNowhere = "unresolved:";

/// What the shortcodes of one page may refer to.
struct PageSurroundings {
    const ContentPath& path;
    std::string_view address;
    std::string folder;  ///< of its file, relative to the content folder
    const PageIndex& index;
    const Images& images;
    const SiteConfig& config;
    /// A value of the page's front matter, by "a.b"; may be empty: there are none.
    std::function<std::string(std::string_view)> parameter{};
};

struct Expanded {
    MappedText text;
    std::vector<Note> notes;
};

/// Fails if a shortcode has no end, shortcodes are nested too deeply, or the body grows beyond kMaxExpandedBytes.
[[nodiscard]] std::variant<Expanded, ReadFailure> expand_shortcodes(std::string_view body, std::size_t first_line,
                                                                    const PageSurroundings& surroundings);

}  // namespace stoppress::importing::hugo
