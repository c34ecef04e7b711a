// SPDX-License-Identifier: GPL-3.0-or-later
// Rows of sections, topics and authors. Shared by reading and writing.
// Thread: the Session's. All throw what Session throws.
#pragma once

#include <optional>
#include <span>
#include <unordered_map>
#include <vector>

#include "base/ids.hpp"
#include "store/filing/records.hpp"
#include "store/sql/session.hpp"

namespace stoppress::store {

[[nodiscard]] Section section_in(const Query& row);
[[nodiscard]] Topic topic_in(const Query& row);
[[nodiscard]] Author author_in(const Query& row);

/// Nothing if there is none, or if `id` is 0. A topic comes without its aliases.
[[nodiscard]] std::optional<Section> section_of(Session& session, base::SectionId id);
[[nodiscard]] std::optional<Topic> topic_of(Session& session, base::TopicId id);
[[nodiscard]] std::optional<Author> author_of(Session& session, base::AuthorId id);
/// In the order of menus.
[[nodiscard]] std::vector<Section> all_sections(Session& session);

/// A story's topics, without their aliases, and its byline, in the story's order.
[[nodiscard]] std::vector<Topic> topics_of(Session& session, base::StoryId id);
[[nodiscard]] std::vector<Author> authors_of(Session& session, base::StoryId id);
/// Calls `each` with the id of each author of the story.
template <class Each>
void each_author_of(Session& session, base::StoryId story, const Each& each) {
    auto query = session.query("story_author.ids");
    query.set("story", story.value);
    while (query.next()) {
        each(base::AuthorId{query.integer("id")});
    }
}
/// By story; a story without authors has no entry.
[[nodiscard]] std::unordered_map<base::StoryId, std::vector<Author>> authors_of_all(Session& session, std::span<const base::StoryId> ids);
/// The same for topics, without their aliases.
[[nodiscard]] std::unordered_map<base::StoryId, std::vector<Topic>> topics_of_all(Session& session, std::span<const base::StoryId> ids);

}  // namespace stoppress::store
