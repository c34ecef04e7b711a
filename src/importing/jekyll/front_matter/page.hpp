// SPDX-License-Identifier: GPL-3.0-or-later
// A post, document or page by its front matter and its file's name, read by Jekyll's rules, without the body.
// Flow:   SourceFile, front matter -> Page -> address, ImportedStory
// Thread: any; plain data and pure functions.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "importing/hugo/front_matter/page.hpp"
#include "importing/jekyll/site/source_files.hpp"
#include "importing/report.hpp"

namespace stoppress::importing::jekyll {

struct Page {
    std::string title;        ///< as written, with entities
    bool title_made = false;  ///< from the file's name
    std::string slug;         ///< as written, or from the file's name
    std::string permalink;    ///< its own, or of the defaults
    std::optional<hugo::WrittenDate> date;
    std::optional<base::Time> updated;
    bool published = true;
    std::vector<std::string> categories;  ///< as written, the folders before "_posts" first
    std::vector<std::string> topics;
    std::vector<std::string> authors;
    std::string standfirst;  ///< plain text
    std::string language;    ///< BCP 47; empty: the site's
    bool language_named = false;
    std::string translation_key;
    std::vector<std::string> redirected_from;
    std::string redirects_to;
    std::string layout;
    hugo::NamedImage lead_image;
    std::vector<Note> notes;
};

/// A file's text, split: views into it.
struct SplitText {
    std::string_view front_matter;
    std::size_t front_matter_line = 2;
    std::string_view body;
    std::size_t body_line = 1;
};

/// Finds the front matter as Jekyll does: between a first line of "---" and a line of "---" or "...". Without a first one all is body.
/// Fails if it does not end.
[[nodiscard]] std::variant<SplitText, ReadFailure> split_text(std::string_view text);

/// The front matter's values over the site's defaults for the file.
[[nodiscard]] ReadValue read_values(const SplitText& split, const SourceFile& file, const SiteConfig& config);

[[nodiscard]] Page read_page(const SourceFile& file, const Value& values, const SiteConfig& config);

/// The address on the old site without its baseurl, percent-encoded; nothing if it cannot be known or is no valid path.
[[nodiscard]] std::optional<std::string> address_of(const SourceFile& file, const Page& page, const SiteConfig& config);

/// The file's path without the folder that all collections are in, as Jekyll names it.
[[nodiscard]] std::string_view place_of(const SourceFile& file, const SiteConfig& config);

/// "2020-01-05-my-NEW-story.md" -> "My New Story".
[[nodiscard]] std::string title_from_name(std::string_view slug);

}  // namespace stoppress::importing::jekyll
