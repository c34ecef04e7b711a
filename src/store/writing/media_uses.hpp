// SPDX-License-Identifier: GPL-3.0-or-later
// Which files a story names, in its latest revision or in its draft of changes: what is used cannot be deleted by mistake.
// Flow:   WriteTransaction -> medium_use -> the media library's counts
// Thread: the one of the Session. Throws what Session throws.
#pragma once

#include "base/ids.hpp"
#include "store/writing/writer_session.hpp"
#include "story/story.hpp"

namespace stoppress::store {

/// Of a story that was just made, so that nothing is noted of it.
void insert_media_uses(WriterSession& writer, base::StoryId id, const story::LeadImage& lead, const document::Document& body);

/// Anew: `lead` and `body` of the latest revision, and whatever draft there is just now.
void update_media_uses(WriterSession& writer, base::StoryId id, const story::LeadImage& lead, const document::Document& body);

}  // namespace stoppress::store
