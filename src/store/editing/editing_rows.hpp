// SPDX-License-Identifier: GPL-3.0-or-later
// Rows of drafts, proposals and corrections. Shared by reading and writing.
// Thread: the Session's. All throw what Session throws.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "base/ids.hpp"
#include "base/result.hpp"
#include "store/editing/corrections.hpp"
#include "store/editing/records.hpp"
#include "store/sql/session.hpp"

namespace stoppress::store {

/// Nothing if there is none. Fails with `corrupt` if its body cannot be read.
[[nodiscard]] base::Result<std::optional<Draft>> find_draft(Session& session, base::StoryId id);
/// Nothing if there is none.
[[nodiscard]] std::optional<Proposal> find_proposal(Session& session, base::StoryId id);
/// The number of the story's latest correction; 0 if there is none.
[[nodiscard]] std::int64_t last_correction(Session& session, base::StoryId id);
/// Oldest first.
[[nodiscard]] std::vector<Correction> corrections_of(Session& session, base::StoryId id);

}  // namespace stoppress::store
