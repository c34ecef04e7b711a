// SPDX-License-Identifier: GPL-3.0-or-later
// Keeps versions of a draft while it is overwritten, so that what was shown as saved can be brought back: after some
// minutes of writing, before much is deleted or replaced, before another person's changes, and when the draft is discarded
// or replaced by an earlier version.
// Flow:   EditingWriter::save_draft, discard_draft -> draft_version -> EditingReader
// Thread: the writer thread only. All throw what Session throws.
#pragma once

#include <string>
#include <string_view>

#include "base/ids.hpp"
#include "base/result.hpp"
#include "store/editing/records.hpp"
#include "store/transaction/writer_session.hpp"

namespace stoppress::store {

/// Call it before `next` replaces the draft `present`: keeps `present` if there is a reason. Old versions beyond the limits
/// are dropped.
base::Result<void> keep_draft_version(WriterSession& writer, base::StoryId id, const Draft& present, const story::Content& next,
                                      const std::string& by);
/// Keeps the draft before all of it is discarded or replaced, unless the latest version says the same.
base::Result<void> keep_discarded_draft(WriterSession& writer, base::StoryId id, const Draft& present);

/// How many bytes of `before` are not in `after`, if one stretch of it was replaced.
[[nodiscard]] std::size_t removed_bytes(std::string_view before, std::string_view after);

}  // namespace stoppress::store
