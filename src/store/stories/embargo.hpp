// SPDX-License-Identifier: GPL-3.0-or-later
// The embargo of a story: the moment before which it is not published. Everything that publishes asks here, in the
// transaction that publishes.
// Flow:   PublishingWriter, import -> check_embargo() -> story
// Thread: the writer thread only.
#pragma once

#include <optional>

#include "base/result.hpp"
#include "base/time/time.hpp"
#include "store/stories/story_row.hpp"

namespace stoppress::store {

/// The end of the story's embargo if that is after `moment`.
[[nodiscard]] std::optional<base::Time> embargo_after(const StoryRow& row, base::Time moment);

/// Fails with `conflict` (embargoed) if the story may not be published at `moment`.
[[nodiscard]] base::Result<void> check_embargo(const StoryRow& row, base::Time moment);

/// Whether the story can have an embargo until then. Fails with `invalid` if that is not after `now`, `conflict` if readers
/// know the story, or if it is scheduled for an earlier time.
[[nodiscard]] base::Result<void> check_new_embargo(const StoryRow& row, base::Time until, base::Time now);

}  // namespace stoppress::store
