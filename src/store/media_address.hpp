// SPDX-License-Identifier: GPL-3.0-or-later
// How stories name pictures and other files of this site: "/media/HASH.EXT", alone or behind the site's scheme and host.
// Thread: any; pure functions.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "story/story.hpp"

namespace stoppress::store {

/// The hash in such an address, as a view into it; nothing for any other address. Since it is of the file's content, the host does not
/// count.
[[nodiscard]] std::optional<std::string_view> media_hash(std::string_view address);

/// The hashes of all files that a story's lead and body name.
[[nodiscard]] std::set<std::string> media_hashes(const story::LeadImage& lead, const document::Document& body);

}  // namespace stoppress::store
