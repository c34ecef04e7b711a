// SPDX-License-Identifier: GPL-3.0-or-later
// Finds a story and checks permission in one step.
// Thread: where the snapshot or transaction is used.
#pragma once

#include "newsroom/api/call.hpp"
#include "newsroom/auth/access.hpp"
#include "store/editing/records.hpp"

namespace stoppress::newsroom {

[[nodiscard]] Subject subject_of(const story::Story& story, const store::StoryWork& work);

/// What permissions for the story of the call's path depend on. Fails with `not_found` if there is no such story.
[[nodiscard]] base::Result<Subject> found_subject(const Call& call, store::ReadSnapshot& snapshot);

/// Fails with `not_found` if there is no such story.
[[nodiscard]] base::Result<store::StoryWork> work_of(store::ReadSnapshot& snapshot, base::StoryId id);

/// Fails with `gone` if the story is in the trash.
[[nodiscard]] base::Result<void> check_not_in_trash(const store::StoryWork& work);

/// The story of the call's path inside the transaction; fails as allow() does if the caller may not do that to it.
/// Owner and assignee are read in the transaction, too, because they may have changed before the job.
[[nodiscard]] base::Result<story::Story> find_story(const Call& call, Action action, store::WriteTransaction& transaction);

/// The story of the call's path; fails as allow() does if the caller may not do that to it, and if it is in the trash.
[[nodiscard]] base::Result<story::Story> find_story(const Call& call, Action action, store::ReadSnapshot& snapshot);

}  // namespace stoppress::newsroom
