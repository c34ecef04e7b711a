// SPDX-License-Identifier: GPL-3.0-or-later
// A story as a content file of Hugo: front matter, then the body as HTML, which Hugo passes on as it is.
// Flow:   WalkedStory -> StoryFile -> content/…
// Thread: any; pure functions.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "exporting/hugo/front_matter.hpp"
#include "exporting/site_walk.hpp"

namespace stoppress::exporting {

struct StoryFile {
    std::string folder;  ///< "content/stories/2026"
    std::string name;    ///< without ".html", safe as a file name
    std::string text;
};

/// The fields of hugo_file_of().
[[nodiscard]] FrontMatter hugo_front_matter(const WalkedStory& story, const std::vector<std::string>& former);

/// `former`: addresses that redirect to it; those that Hugo has no file for (with a query) are left out.
[[nodiscard]] StoryFile hugo_file_of(const WalkedStory& story, const std::vector<std::string>& former);

/// An address of this site as Hugo writes it in `url` and `aliases`: not percent-encoded.
[[nodiscard]] std::string hugo_path(std::string_view address);

/// "ltr" or "rtl", as the layouts write it.
[[nodiscard]] std::string_view hugo_direction(std::string_view language);

/// Whether a static site can have a file for the path.
[[nodiscard]] bool has_a_file(std::string_view address);

/// HTML in which Hugo finds no shortcodes: it looks for them in HTML files, too, before it reads any markup.
[[nodiscard]] std::string without_shortcodes(std::string html);

}  // namespace stoppress::exporting
