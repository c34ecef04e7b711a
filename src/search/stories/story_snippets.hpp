// SPDX-License-Identifier: GPL-3.0-or-later
// Snippets of stories: of the body, or of the standfirst if the words are only there.
// Thread: the snapshot's. Errors as transaction/read_snapshot.hpp says.
#pragma once

#include <map>
#include <span>
#include <string_view>

#include "base/ids.hpp"
#include "base/result.hpp"
#include "search/snippets/snippet.hpp"

namespace stoppress::store {
class ReadSnapshot;
}

namespace stoppress::search {

inline constexpr std::size_t kSnippetLength = 220;  ///< characters: two to three lines

/// Of those of the stories that are published.
base::Result<std::map<base::StoryId, Snippet>> story_snippets(store::ReadSnapshot& snapshot, std::span<const base::StoryId> ids,
                                                              std::string_view words);

}  // namespace stoppress::search
