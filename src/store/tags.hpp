// SPDX-License-Identifier: GPL-3.0-or-later
// What a change touches, as short strings: a finished page carries the tags it was made from and falls with any of them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/ids.hpp"

namespace stoppress::store {

using Tag = std::string;
using Tags = std::vector<Tag>;

/// The words or state of one story.
[[nodiscard]] Tag story_tag(base::StoryId id);
/// Any list over the whole site: front page, latest, sitemaps, site feeds.
[[nodiscard]] Tag site_tag();
/// Which stories stand in the list, or their cards.
[[nodiscard]] Tag section_tag(base::SectionId id);
[[nodiscard]] Tag topic_tag(base::TopicId id);
[[nodiscard]] Tag author_tag(base::AuthorId id);
/// The archive of one month, "2026-03", in the site's time zone.
[[nodiscard]] Tag month_tag(std::string_view month);
/// How sections, topics and authors are called and described (stands in story pages and menus, too).
[[nodiscard]] Tag section_name_tag(base::SectionId id);
[[nodiscard]] Tag topic_name_tag(base::TopicId id);
[[nodiscard]] Tag author_name_tag(base::AuthorId id);
/// Corrections of published stories, and what is said of those stories beside them.
[[nodiscard]] Tag corrections_tag();
/// What the menu of every page shows: the set of sections, or the links that the newsroom chose.
[[nodiscard]] Tag menu_tag();
/// Settings that the newsroom changes: of every page, but followed by the desk, which knows what holds.
[[nodiscard]] Tag settings_tag();
/// Redirects that are no story's.
[[nodiscard]] Tag redirects_tag();
/// The redirect from this path: no page has the tag, it tells who follows the change log of a new address.
[[nodiscard]] Tag redirect_tag(std::string_view path);

}  // namespace stoppress::store
