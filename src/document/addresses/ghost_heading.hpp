// SPDX-License-Identifier: GPL-3.0-or-later
// The ids that Ghost gives to headings: links to parts of a page use them, on the way in and on the way out.
// Thread: any; a pure function.
#pragma once

#include <string>
#include <string_view>

namespace stoppress::document {

/// Ghost's slug of a heading: lower case, without signs, spaces as hyphens; decoded, where Ghost percent-encodes it. Empty if the text has
/// no letters, or is longer than any id.
[[nodiscard]] std::string ghost_heading_slug(std::string_view text);

}  // namespace stoppress::document
