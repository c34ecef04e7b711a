// SPDX-License-Identifier: GPL-3.0-or-later
// The parts of page values that several kinds of page share: what is around the content, links, pictures, dates, and what goes into the
// head.
// Flow:   pages.hpp -> frame_values -> page_values
// Thread: any; pure functions.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "render/page_values.hpp"

namespace stoppress::render {

/// What the head says of a page besides its frame.
struct Head {
    std::string title;
    std::string description;
    std::string feeds;       ///< path of the list whose feeds are named: "/" or "/sections/city"
    std::string feed_title;  ///< what those feeds are called
    std::string current;     ///< path of the menu's entry that is this very page; may be empty
    std::string within;      ///< path of the menu's entry that the page belongs to; may be empty
};

[[nodiscard]] Value::Object frame_values(const Frame& frame, const Head& head, const Surroundings& around);

/// The path with the site's scheme and host before it; an address of elsewhere as it is.
[[nodiscard]] std::string absolute(std::string_view address, const Surroundings& around);

/// {name, url} or false.
[[nodiscard]] Value link_value(const std::optional<Link>& link);
/// has_pages, page_label, newer, older: of a page of a list that goes on over several pages.
[[nodiscard]] Value::Object paging_values(std::int64_t page, std::int64_t pages, const std::optional<Link>& newer,
                                          const std::optional<Link>& older, const Words& words);
/// A list of {name, url, separator}, set apart as the language does.
[[nodiscard]] Value::List byline_values(const std::vector<Link>& byline, const Words& words);
/// {datetime, text}
[[nodiscard]] Value::Object time_values(base::Time time, std::string text);
/// {source, alt, caption, credit, has_caption, width, height, sources, placeholder, focus} or false.
[[nodiscard]] Value image_value(const story::LeadImage& image, const std::optional<document::PictureForm>& picture);
/// {name, content}
[[nodiscard]] Value::Object property(const char* name, std::string content);
/// language, direction, foreign: of content that may be in another language than the words around it.
[[nodiscard]] Value::Object language_values(const std::string& language, const Words& words);

/// {kind, is_retraction, label, anchor, date, paragraphs}
[[nodiscard]] Value::Object correction_values(const Correction& correction, const Words& words);
/// The place of a correction on its story's page: "correction-3".
[[nodiscard]] std::string correction_anchor(const Correction& correction);

/// Where a box stands: the two marks, in the press's keeping.
[[nodiscard]] Value::Object box_marks();

/// OpenGraph and Twitter properties and schema.org's NewsArticle of a story.
[[nodiscard]] Value::Object story_metadata(const StoryPage& page, const std::string& description, const Surroundings& around);
/// The same names for pages that are not stories.
[[nodiscard]] Value::Object site_metadata(const std::string& title, const std::string& description, const std::string& path,
                                          const Surroundings& around);

}  // namespace stoppress::render
