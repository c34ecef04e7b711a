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

/// Nothing if there is none, or if `id` is 0.
[[nodiscard]] std::optional<Section> section_of(Session& session, base::SectionId id);
/// In the order of menus.
[[nodiscard]] std::vector<Section> all_sections(Session& session);

/// A story's topics, without their aliases, and its byline, in the story's order.
[[nodiscard]] std::vector<Topic> topics_of(Session& session, base::StoryId id);
[[nodiscard]] std::vector<Author> authors_of(Session& session, base::StoryId id);
/// By story; a story without authors has no entry.
[[nodiscard]] std::unordered_map<base::StoryId, std::vector<Author>> authors_of_all(Session& session, std::span<const base::StoryId> ids);
/// The same for topics, without their aliases.
[[nodiscard]] std::unordered_map<base::StoryId, std::vector<Topic>> topics_of_all(Session& session, std::span<const base::StoryId> ids);

}  // namespace stoppress::store
