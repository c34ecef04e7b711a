// SPDX-License-Identifier: GPL-3.0-or-later
// What the store keeps of a body: its JSON, its first words, the files it uses. Making these takes as long as writing
// them, and needs no transaction: an import makes them on other threads than the writer's.
// Thread: any; pure functions.
#pragma once

#include <set>
#include <string>

#include "base/result.hpp"
#include "story/story.hpp"

namespace stoppress::store {

struct StoredBody {
    std::string json{};
    std::string opening{};          ///< the first words of a body without a standfirst, for lists; otherwise empty
    std::set<std::string> media{};  ///< hashes of the library's files that the body and the lead picture use
};

/// Fails as document::to_stored_json().
[[nodiscard]] base::Result<StoredBody> stored_body(const story::Content& content);

}  // namespace stoppress::store
