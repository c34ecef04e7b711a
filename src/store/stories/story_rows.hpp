// SPDX-License-Identifier: GPL-3.0-or-later
// Rows of many stories, with one statement for all of them.
// Flow:   ids -> one statement -> rows in the order of the ids -> ReadSnapshot
// Thread: the Session's. All throw what Session throws.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "store/stories/story_row.hpp"

namespace stoppress::store {

/// A story's row with its topics and authors.
struct FiledRow {
    StoryRow row;
    std::vector<std::string> topics;   ///< slugs, in the story's order
    std::vector<std::string> authors;  ///< slugs, in byline order
};

/// In the order of `ids`; stories that do not exist are left out. A story that was never published and has a draft of
/// changes is as the draft says, but for its opening.
[[nodiscard]] std::vector<FiledRow> filed_rows(Session& session, std::span<const base::StoryId> ids);
/// In the order of `ids`; stories that are not published articles are left out.
[[nodiscard]] std::vector<StoryRow> listed_rows(Session& session, std::span<const base::StoryId> ids);
/// The story without its body.
[[nodiscard]] story::Story story_of(FiledRow filed, const settings::Settings& settings);

/// The story that was imported from there; none if there is no such story.
[[nodiscard]] base::StoryId story_from(Session& session, const std::string& source);

/// The published stories with that translation key, besides `except`.
[[nodiscard]] std::vector<base::StoryId> translation_ids(Session& session, const std::string& translation_key, base::StoryId except);

}  // namespace stoppress::store
