// SPDX-License-Identifier: GPL-3.0-or-later
// Which files a story uses, in its latest revision or its draft of changes, so that a used file cannot be
// deleted by mistake. A file in the trash that a story uses again leaves it.
// Flow:   WriteTransaction -> medium_use -> the media library's counts
// Thread: the Session's. Throws what Session throws.
#pragma once

#include <set>
#include <string>

#include "base/ids.hpp"
#include "store/transaction/writer_session.hpp"

namespace stoppress::store {

/// For a story that was just created and has no entries yet. `hashes`: see media_hashes().
void insert_media_uses(WriterSession& writer, base::StoryId id, const std::set<std::string>& hashes);

/// Replaces a story's entries by `hashes`, those of its latest revision, and those of its current draft.
void update_media_uses(WriterSession& writer, base::StoryId id, std::set<std::string> hashes);

/// For a story in the trash.
void remove_media_uses(WriterSession& writer, base::StoryId id);

}  // namespace stoppress::store
