// SPDX-License-Identifier: GPL-3.0-or-later
// The media library: the handlers that list and change media. Uploads: api/api_upload.cpp; pictures
// from other sites: fetching/api_fetch.cpp.
// Thread: a reading thread.
#pragma once

#include "newsroom/api/call.hpp"

namespace stoppress::newsroom {

// read_media.cpp
[[nodiscard]] base::Result<Answer> list_media(const Call& call, store::ReadSnapshot& snapshot);
[[nodiscard]] base::Result<Answer> get_medium(const Call& call, store::ReadSnapshot& snapshot);
[[nodiscard]] base::Result<Answer> list_stories_with_medium(const Call& call, store::ReadSnapshot& snapshot);

// change_media.cpp
[[nodiscard]] base::Result<Change> change_medium(const Call& call, store::ReadSnapshot& snapshot);
[[nodiscard]] base::Result<Change> remove_captions(const Call& call, store::ReadSnapshot& snapshot);

}  // namespace stoppress::newsroom
