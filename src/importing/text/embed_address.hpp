// SPDX-License-Identifier: GPL-3.0-or-later
// The address of what a shortcode or include embeds by its number at a site for videos, posts and the like.
// Thread: any; a pure function.
#pragma once

#include <string>
#include <string_view>

namespace stoppress::importing {

/// What names the thing; views for the call.
struct EmbedParts {
    std::string_view site;    ///< "youtube", "vimeo", "gist", …, in lower case
    std::string_view id;      ///< or a whole address
    std::string_view url;     ///< an address given otherwise
    std::string_view second;  ///< a second number: of a gist
    std::string_view user;
    std::string_view start;
    std::string_view type;
};

/// Empty if the site is not known or nothing names the thing.
[[nodiscard]] std::string embed_address(const EmbedParts& parts);

}  // namespace stoppress::importing
