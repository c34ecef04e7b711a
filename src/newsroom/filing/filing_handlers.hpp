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
/// The author that belongs to the caller's account: who they are in bylines. Made with their name if there is none yet.
[[nodiscard]] base::Result<Change> put_own_author(const Call& call, store::ReadSnapshot& snapshot);

// add_entries.cpp
/// A topic or author of that name: the one that has it, or a new one with a slug made of the name.
[[nodiscard]] base::Result<Change> add_topic(const Call& call, store::ReadSnapshot& snapshot);
[[nodiscard]] base::Result<Change> add_author(const Call& call, store::ReadSnapshot& snapshot);

// topics.cpp
[[nodiscard]] base::Result<Change> merge_topic(const Call& call, store::ReadSnapshot& snapshot);
[[nodiscard]] base::Result<Answer> list_topic_merges(const Call& call, store::ReadSnapshot& snapshot);
[[nodiscard]] base::Result<Change> undo_topic_merge(const Call& call, store::ReadSnapshot& snapshot);
[[nodiscard]] base::Result<Change> split_topic(const Call& call, store::ReadSnapshot& snapshot);

}  // namespace stoppress::newsroom
