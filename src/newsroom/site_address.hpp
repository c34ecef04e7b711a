// SPDX-License-Identifier: GPL-3.0-or-later
// Addresses as people write them down for redirects and menus, brought into the one form that is kept.
// Thread: any; pure functions.
#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"

namespace stoppress::newsroom {

/// A path of this site that leads elsewhere, percent-encoded ("/über uns" -> "/%C3%BCber%20uns"), or a plain permalink ("/?p=12"). An
/// address that begins with `site_url` is its path. What is wrong with it is the error's message ("is …").
[[nodiscard]] base::Result<std::string> read_old_path(std::string_view text, std::string_view site_url);

/// Where a link leads: a path of this site, with query and fragment, or an https address of elsewhere; never anything that a browser could
/// take for another host than it looks like.
[[nodiscard]] base::Result<std::string> read_link_target(std::string_view text, std::string_view site_url);

}  // namespace stoppress::newsroom
