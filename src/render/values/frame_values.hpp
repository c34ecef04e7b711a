// SPDX-License-Identifier: GPL-3.0-or-later
// Page values shared by several kinds of page: the frame around the content, links, pictures, dates, and the head.
// Flow:   pages.hpp -> frame_values -> page_values
// Thread: any; pure functions.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "render/values/page_values.hpp"

namespace stoppress::render {

/// The head of a page, besides its frame.
struct Head {
    std::string title;
    std::string description;
    std::string feeds;       ///< path of the list whose feeds are linked: "/" or "/sections/city"
    std::string feed_title;  ///< title of those feeds
    std::string current;     ///< path of the menu entry that is this page; may be empty
    std::string within;      ///< path of the menu entry that the page belongs to; may be empty
};

[[nodiscard]] Value::Object frame_values(const Frame& frame, const Head& head, const Surroundings& around);

/// `address` with the site's scheme and host; an address elsewhere is returned unchanged.
[[nodiscard]] std::string absolute(std::string_view address, const Surroundings& around);

/// {name, url} or false.
[[nodiscard]] Value link_value(const std::optional<Link>& link);
/// has_pages, page_label, newer, older: for a list with several pages.
[[nodiscard]] Value::Object paging_values(std::int64_t page, std::int64_t pages, const std::optional<Link>& newer,
                                          const std::optional<Link>& older, const Words& words);
/// A list of {name, url, separator}, separated as usual in the language.
[[nodiscard]] Value::List byline_values(const std::vector<Link>& byline, const Words& words);
/// {datetime, text}
[[nodiscard]] Value::Object time_values(base::Time time, std::string text);
/// {source, alt, caption, credit, has_caption, width, height, sources, placeholder, focus} or false.
[[nodiscard]] Value image_value(const story::LeadImage& image, const std::optional<document::PictureForm>& picture);
/// {name, content}
[[nodiscard]] Value::Object property(const char* name, std::string content);
/// language, direction, foreign: for content that may be in another language than the page's labels.
[[nodiscard]] Value::Object language_values(const std::string& language, const Words& words);

/// {kind, is_retraction, label, anchor, date, paragraphs}
[[nodiscard]] Value::Object correction_values(const Correction& correction, const Words& words);
/// The id of a correction on its story's page: "correction-3".
[[nodiscard]] std::string correction_anchor(const Correction& correction);

/// has_comments, comments_title, comments, has_more_comments, comments_more, more_comments, comments_left of a story's page.
[[nodiscard]] Value::Object comments_values(const StoryPage& page, const Words& words);

/// The marks of the boxes and of the breaking line, which the press replaces.
[[nodiscard]] Value::Object box_marks();

/// OpenGraph and Twitter properties and schema.org's NewsArticle for a story.
[[nodiscard]] Value::Object story_metadata(const StoryPage& page, const std::string& description, const Surroundings& around);
/// The same for pages that are not stories.
[[nodiscard]] Value::Object site_metadata(const std::string& title, const std::string& description, const std::string& path,
                                          const Surroundings& around);

}  // namespace stoppress::render
