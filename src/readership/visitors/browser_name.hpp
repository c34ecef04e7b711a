// SPDX-License-Identifier: GPL-3.0-or-later
// Whether a User-Agent has the form that browsers use. Programs that fetch pages (feed readers, link previews,
// Fediverse servers, HTTP libraries) mostly use other forms, so they are recognised without a list of their names.
// Flow:   user agent -> Robots -> LoopCounter
// Thread: any; a pure function.
#pragma once

#include <string_view>

namespace stoppress::readership {

/// True for `Mozilla/… (…)` and for the few browsers that use another form (Opera, text browsers, phones from before
/// 2010). False for everything else: an empty name, `-`, a bare `Mozilla/5.0`, `compatible; NAME` unless NAME is an old
/// browser, an address with a plus sign (`+https://…`), a product name that ends in "bot". Takes time linear in the
/// length; any bytes are allowed.
[[nodiscard]] bool has_browser_form(std::string_view user_agent);

}  // namespace stoppress::readership
