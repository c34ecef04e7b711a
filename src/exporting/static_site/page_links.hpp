// SPDX-License-Identifier: GPL-3.0-or-later
// The addresses in finished HTML. Themes are free in how they write it, so tags are looked for as browsers do; what is not in a tag is
// never touched.
// Thread: any; pure functions.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace stoppress::exporting {

/// `html` with each value of the attributes `href` and `content` as `change` gives it; nothing: it stays. `change` gets and gives addresses
/// with a plain '&'. Only values in quotes are looked at. Comments and the content of scripts and styles are left alone.
[[nodiscard]] std::string with_links(std::string_view html, const std::function<std::optional<std::string>(std::string_view)>& change);

}  // namespace stoppress::exporting
