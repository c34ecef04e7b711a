// SPDX-License-Identifier: GPL-3.0-or-later
// The state of a story's content that If-Match refers to: the draft of changes if there is one, else
// the latest revision.
// Thread: any; pure functions.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "newsroom/api/call.hpp"
#include "store/editing/records.hpp"

namespace stoppress::newsroom {

/// "draft-7", with its quotes.
[[nodiscard]] std::string draft_etag(std::int64_t version);

/// The ETag of the draft, or of the story's revision if there is none.
[[nodiscard]] std::string content_etag(const story::Story& story, const std::optional<store::Draft>& draft);

/// Fails with `stale`, and the current ETag, unless `if_match` names the current state.
[[nodiscard]] base::Result<void> check_if_match(std::string_view if_match, const story::Story& story,
                                                const std::optional<store::Draft>& draft);

/// Fails with `stale`, and the revision's ETag, if somebody saved a revision since the one that the draft changes.
[[nodiscard]] base::Result<void> check_base(const story::Story& story, const store::Draft& draft);

/// Fails with `unconditional` if a required If-Match is missing.
[[nodiscard]] base::Result<void> require_if_match(const Call& call);

}  // namespace stoppress::newsroom
