// SPDX-License-Identifier: GPL-3.0-or-later
// Rows of many stories, with one statement for all of them.
// Flow:   ids -> one statement -> rows in the order of the ids -> ReadSnapshot
// Thread: the Session's. All throw what Session throws.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "store/reading/story_row.hpp"

namespace stoppress::store {

/// The value for a statement's parameter `ids`: a JSON array for SQLite, the text of an array for PostgreSQL.
[[nodiscard]] std::string list_of(Dialect dialect, std::span<const std::int64_t> values);
/// The same for texts of letters and digits, such as hashes; other texts, which cannot be hashes, are left out.
[[nodiscard]] std::string list_of_hashes(Dialect dialect, std::span<const std::string_view> hashes);

template <class Tag>
[[nodiscard]] std::string list_of_ids(Dialect dialect, std::span<const base::Id<Tag>> ids) {
    std::vector<std::int64_t> values;
    values.reserve(ids.size());
    for (const auto id : ids) {
        values.push_back(id.value);
    }
    return list_of(dialect, values);
}

/// A story's row with its topics and authors.
struct FiledRow {
    StoryRow row;
    std::vector<std::string> topics;   ///< slugs, in the story's order
    std::vector<std::string> authors;  ///< slugs, in byline order
};

/// In the order of `ids`; stories that do not exist are left out.
[[nodiscard]] std::vector<FiledRow> filed_rows(Session& session, std::span<const base::StoryId> ids);
/// In the order of `ids`; stories that are not published articles are left out.
[[nodiscard]] std::vector<StoryRow> listed_rows(Session& session, std::span<const base::StoryId> ids);
/// The story without its body.
[[nodiscard]] story::Story story_of(FiledRow filed, const settings::Settings& settings);

/// By story; a story without authors has no entry.
[[nodiscard]] std::unordered_map<base::StoryId, std::vector<Author>> authors_of_all(Session& session, std::span<const base::StoryId> ids);
/// The same for topics, without their aliases.
[[nodiscard]] std::unordered_map<base::StoryId, std::vector<Topic>> topics_of_all(Session& session, std::span<const base::StoryId> ids);

}  // namespace stoppress::store
