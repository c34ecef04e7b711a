// SPDX-License-Identifier: GPL-3.0-or-later
// Addresses of pictures and other files of this site in stories: "/media/HASH.EXT", alone or after the site's scheme
// and host.
// Thread: any; pure functions.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "story/story.hpp"

namespace stoppress::store {

/// The hash in such an address, as a view into it; nothing for any other address. The host is ignored, because the hash
/// identifies the content.
[[nodiscard]] std::optional<std::string_view> media_hash(std::string_view address);

/// The hashes of all files that a story's lead image and body refer to.
[[nodiscard]] std::set<std::string> media_hashes(const story::LeadImage& lead, const document::Document& body);

}  // namespace stoppress::store
