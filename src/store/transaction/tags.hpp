// SPDX-License-Identifier: GPL-3.0-or-later
// Tags: short strings that say what a change affects. A cached page has the tags that it depends on, and is invalidated
// by a change with any of them.
// Thread: any; pure functions.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/ids.hpp"

namespace stoppress::store {

using Tag = std::string;
using Tags = std::vector<Tag>;

/// The content or status of one story.
[[nodiscard]] Tag story_tag(base::StoryId id);
/// Every list over the whole site: front page, latest, sitemaps, site feeds.
[[nodiscard]] Tag site_tag();
/// The stories in the list, or their cards.
[[nodiscard]] Tag section_tag(base::SectionId id);
[[nodiscard]] Tag topic_tag(base::TopicId id);
[[nodiscard]] Tag author_tag(base::AuthorId id);
/// The archive of one month, "2026-03", in the site's time zone.
[[nodiscard]] Tag month_tag(std::string_view month);
/// Names and descriptions of sections, topics and authors (shown in story pages and menus, too).
[[nodiscard]] Tag section_name_tag(base::SectionId id);
[[nodiscard]] Tag topic_name_tag(base::TopicId id);
[[nodiscard]] Tag author_name_tag(base::AuthorId id);
/// Corrections of published stories, and what is shown of those stories next to them.
[[nodiscard]] Tag corrections_tag();
/// The menu of every page: the sections, or the links set in the newsroom.
[[nodiscard]] Tag menu_tag();
/// The front page as the newsroom arranged it, and the breaking line.
[[nodiscard]] Tag front_tag();
/// Settings that the newsroom changes. They affect every page, but the desk handles them, because it knows the values
/// in effect.
[[nodiscard]] Tag settings_tag();
/// Redirects that do not belong to a story.
[[nodiscard]] Tag redirects_tag();
/// The redirect from this path. No page has this tag; it tells readers of the change log about a new address.
[[nodiscard]] Tag redirect_tag(std::string_view path);

}  // namespace stoppress::store
