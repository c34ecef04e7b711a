// SPDX-License-Identifier: GPL-3.0-or-later
// Deleting: to the trash, back from it, and for good.
// Thread: a reading thread.
#pragma once

#include "newsroom/api/call.hpp"

namespace stoppress::newsroom {

// delete_things.cpp: each answers with its entry in the trash
[[nodiscard]] base::Result<Change> delete_story(const Call& call, store::ReadSnapshot& snapshot);
[[nodiscard]] base::Result<Change> delete_medium(const Call& call, store::ReadSnapshot& snapshot);
[[nodiscard]] base::Result<Change> delete_section(const Call& call, store::ReadSnapshot& snapshot);
[[nodiscard]] base::Result<Change> delete_topic(const Call& call, store::ReadSnapshot& snapshot);
[[nodiscard]] base::Result<Change> delete_author(const Call& call, store::ReadSnapshot& snapshot);

// trash.cpp
/// Editors see everything, others what is their own.
[[nodiscard]] base::Result<Answer> list_trash(const Call& call, store::ReadSnapshot& snapshot);
[[nodiscard]] base::Result<Change> restore_from_trash(const Call& call, store::ReadSnapshot& snapshot);
[[nodiscard]] base::Result<Change> remove_from_trash(const Call& call, store::ReadSnapshot& snapshot);

}  // namespace stoppress::newsroom
