// SPDX-License-Identifier: GPL-3.0-or-later
// Which state of a story's words a request names by If-Match: the draft of changes where there is one, else the latest revision.
// Thread: any; take_in() on the writer's.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "newsroom/call.hpp"

namespace stoppress::newsroom {

/// "draft-7", with its quotes.
[[nodiscard]] std::string draft_etag(std::int64_t version);

/// Of the draft, or of the story's revision where there is none.
[[nodiscard]] std::string words_etag(const story::Story& story, const std::optional<store::Draft>& draft);

/// `stale`, with the ETag to read again, unless `if_match` names the state that the words are in.
[[nodiscard]] base::Result<void> check_words(std::string_view if_match, const story::Story& story,
                                             const std::optional<store::Draft>& draft);

/// `stale`, with the revision's ETag, where somebody saved a revision since the one that the draft changes.
[[nodiscard]] base::Result<void> check_base(const story::Story& story, const store::Draft& draft);

/// `unconditional` where a request that has to say what it changes does not.
[[nodiscard]] base::Result<void> need_if_match(const Call& call);

}  // namespace stoppress::newsroom
