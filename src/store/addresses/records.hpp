// SPDX-License-Identifier: GPL-3.0-or-later
// Addresses of the site: what they lead to, and which of them may be live.
// Thread: plain data.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/ids.hpp"

namespace stoppress::store {

/// The content of an address.
struct AddressEntry {
    enum class Kind : std::uint8_t { story, redirect, withdrawn };
    Kind kind = Kind::story;
    base::StoryId story;  ///< 0 for a redirect whose target is not a story
    std::string target;   ///< of a redirect: the current path
};

/// A redirect that does not belong to a story.
struct Redirect {
    std::string path;    ///< percent-encoded
    std::string target;  ///< a path of this site, or an https address
    friend bool operator==(const Redirect&, const Redirect&) = default;
};

/// Paths that may be live, percent-encoded as in links.
struct LivePaths {
    std::vector<std::string> paths;
    base::StoryId last_story;  ///< no published story among them has a higher id
    bool whole = true;         ///< false: there may be others; read all of them
};

}  // namespace stoppress::store
