// SPDX-License-Identifier: GPL-3.0-or-later
// Which files a story uses, in its latest revision or its draft of changes, so that a used file cannot be
// deleted by mistake. A file in the trash that a story uses again leaves it.
// Flow:   WriteTransaction -> medium_use -> the media library's counts
// Thread: the Session's. Throws what Session throws.
#pragma once

#include "base/ids.hpp"
#include "store/transaction/writer_session.hpp"
#include "story/story.hpp"

namespace stoppress::store {

/// For a story that was just created and has no entries yet.
void insert_media_uses(WriterSession& writer, base::StoryId id, const story::LeadImage& lead, const document::Document& body);

/// Replaces a story's entries by those for `lead` and `body` of its latest revision and its current draft.
void update_media_uses(WriterSession& writer, base::StoryId id, const story::LeadImage& lead, const document::Document& body);

/// For a story in the trash.
void remove_media_uses(WriterSession& writer, base::StoryId id);

}  // namespace stoppress::store
