// SPDX-License-Identifier: GPL-3.0-or-later
// Sections, topics and authors: the handlers that list, change, merge and split them. They need only the store.
// Thread: a reading thread.
#pragma once

#include "newsroom/api/call.hpp"

namespace stoppress::newsroom {

// read_entries.cpp
[[nodiscard]] base::Result<Answer> list_sections(const Call& call, store::ReadSnapshot& snapshot);
[[nodiscard]] base::Result<Answer> list_topics(const Call& call, store::ReadSnapshot& snapshot);
[[nodiscard]] base::Result<Answer> list_authors(const Call& call, store::ReadSnapshot& snapshot);

// put_entries.cpp
[[nodiscard]] base::Result<Change> put_section(const Call& call, store::ReadSnapshot& snapshot);
[[nodiscard]] base::Result<Change> put_topic(const Call& call, store::ReadSnapshot& snapshot);
[[nodiscard]] base::Result<Change> put_author(const Call& call, store::ReadSnapshot& snapshot);

// topics.cpp
[[nodiscard]] base::Result<Change> merge_topic(const Call& call, store::ReadSnapshot& snapshot);
[[nodiscard]] base::Result<Answer> list_topic_merges(const Call& call, store::ReadSnapshot& snapshot);
[[nodiscard]] base::Result<Change> undo_topic_merge(const Call& call, store::ReadSnapshot& snapshot);
[[nodiscard]] base::Result<Change> split_topic(const Call& call, store::ReadSnapshot& snapshot);

}  // namespace stoppress::newsroom
