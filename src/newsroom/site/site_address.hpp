// SPDX-License-Identifier: GPL-3.0-or-later
// Parses addresses as people write them for redirects and menus, and brings them into the stored form.
// Thread: any; pure functions.
#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"

namespace stoppress::newsroom {

/// A path of this site to be redirected, percent-encoded ("/über uns" -> "/%C3%BCber%20uns"), or a plain permalink
/// ("/?p=12"). An address that begins with `site_url` is reduced to its path. The error's message says what is wrong
/// ("is …").
[[nodiscard]] base::Result<std::string> read_old_path(std::string_view text, std::string_view site_url);

/// The target of a link: a path of this site, with query and fragment, or an https address elsewhere; never one that a
/// browser could resolve to another host than it seems.
[[nodiscard]] base::Result<std::string> read_link_target(std::string_view text, std::string_view site_url);

}  // namespace stoppress::newsroom
