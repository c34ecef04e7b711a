// SPDX-License-Identifier: GPL-3.0-or-later
// Rows of the front page, shared by reading, writing and the slices whose changes take a story off it.
// Thread: the Session's. All throw what Session throws.
#pragma once

#include "base/ids.hpp"
#include "store/front/records.hpp"
#include "store/sql/session.hpp"

namespace stoppress::store {

[[nodiscard]] Front read_front(Session& session);

/// For a story that readers no longer find in lists: its place becomes free, and the breaking line does not link to it.
/// The caller's change invalidates the pages.
void take_off_front(Session& session, base::StoryId id);

}  // namespace stoppress::store
