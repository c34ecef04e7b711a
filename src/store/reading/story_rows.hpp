// SPDX-License-Identifier: GPL-3.0-or-later
// Rows of many stories, read by one statement each, however many stories there are.
// Flow:   ids -> one statement -> rows in the order of the ids -> ReadSnapshot
// Thread: the one of the Session. All throw what Session throws.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "store/reading/story_row.hpp"

namespace stoppress::store {

/// What a statement's parameter `ids` wants: a JSON array for SQLite, an array's text for PostgreSQL.
[[nodiscard]] std::string list_of(Dialect dialect, std::span<const std::int64_t> values);
/// The same of texts of letters and digits, such as hashes; others, which no hash is, are left out.
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

/// A story's row and what it is filed under.
struct FiledRow {
    StoryRow row;
    std::vector<std::string> topics;   ///< slugs, in the story's order
    std::vector<std::string> authors;  ///< the same
};

/// In the order of `ids`; stories that do not exist are left out.
[[nodiscard]] std::vector<FiledRow> filed_rows(Session& session, std::span<const base::StoryId> ids);
/// In the order of `ids`; what is not a published article is left out.
[[nodiscard]] std::vector<StoryRow> listed_rows(Session& session, std::span<const base::StoryId> ids);
/// The story without its body.
[[nodiscard]] story::Story story_of(FiledRow filed, const settings::Settings& settings);

/// By story; a story without any is not in it.
[[nodiscard]] std::unordered_map<base::StoryId, std::vector<Author>> authors_of_all(Session& session, std::span<const base::StoryId> ids);
/// The same, without the topics' aliases.
[[nodiscard]] std::unordered_map<base::StoryId, std::vector<Topic>> topics_of_all(Session& session, std::span<const base::StoryId> ids);

}  // namespace stoppress::store
