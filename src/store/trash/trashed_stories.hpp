// SPDX-License-Identifier: GPL-3.0-or-later
// How stories enter and leave the trash.
// Thread: the writer thread only. All throw what Session throws.
#pragma once

#include "base/result.hpp"
#include "store/transaction/writer_session.hpp"
#include "store/trash/records.hpp"

namespace stoppress::store {

[[nodiscard]] base::Result<TrashEntry> put_story_into_trash(WriterSession& writer, base::StoryId id, const std::string& by);
[[nodiscard]] base::Result<Restored> take_story_from_trash(WriterSession& writer, const TrashEntry& entry);
/// With its revisions, draft, versions, notes and preview links.
void remove_story(WriterSession& writer, const TrashEntry& entry);

}  // namespace stoppress::store
