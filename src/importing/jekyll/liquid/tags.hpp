// SPDX-License-Identifier: GPL-3.0-or-later
// Replacements for single Liquid tags and includes by name: pictures, embeds, links and buttons that many sites have. Includes are not
// run: of others the texts in their parameters stay.
// Flow:   LiquidPiece -> TagText -> expander
// Thread: any but a loop's; looks for files of the site.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "importing/jekyll/liquid/scanner.hpp"
#include "importing/jekyll/liquid/values.hpp"

namespace stoppress::importing::jekyll {

/// What the tags of one page may refer to. The functions return an address with the site's baseurl; empty: there is none.
struct LiquidSurroundings {
    LiquidScope& scope;
    std::function<std::string(std::string_view name)> post;     ///< of {% post_url %}: "2020-01-05-name"
    std::function<std::string(std::string_view file)> file;     ///< of {% link %}: "_posts/2020-01-05-name.md"
    std::function<std::string(std::string_view name)> picture;  ///< by any name that a page may use; never empty
};

struct TagText {
    std::string text;    ///< Markdown or HTML
    bool block = false;  ///< one line of HTML that is a block of its own
    std::string note;    ///< what was lost; empty: nothing
};

/// For a tag that has no content: an include, or one that is not Liquid's own.
[[nodiscard]] TagText replace_tag(const LiquidPiece& tag, const LiquidSurroundings& page);

/// A card for {{ "address" | embed: "title" }}, which some sites have as a filter of their own; empty if it is none.
[[nodiscard]] std::string embed_of_filter(std::string_view expression, const LiquidSurroundings& page);

}  // namespace stoppress::importing::jekyll
