// SPDX-License-Identifier: GPL-3.0-or-later
// Stories as permission sees them: found, and asked about, in one step.
// Thread: any.
#pragma once

#include "newsroom/access.hpp"
#include "newsroom/call.hpp"

namespace stoppress::newsroom {

[[nodiscard]] Subject subject_of(const story::Story& story, const store::StoryWork& work);

/// `not_found` where there is no such story.
[[nodiscard]] base::Result<store::StoryWork> work_of(store::ReadSnapshot& snapshot, base::StoryId id);

/// The story of the call's path as it stands inside the transaction, where who asks may do that to it; else what allow() says. Who owns it
/// and who it was given to are read there, too: what was so before the job may not be so any more.
[[nodiscard]] base::Result<story::Story> find_story(const Call& call, Action action, store::WriteTransaction& transaction);

/// The story of the call's path, where who asks may do that to it; else what allow() says.
[[nodiscard]] base::Result<story::Story> find_story(const Call& call, Action action, store::ReadSnapshot& snapshot);

}  // namespace stoppress::newsroom
