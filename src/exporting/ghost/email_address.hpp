// SPDX-License-Identifier: GPL-3.0-or-later
// Which addresses every strict reader takes: other systems refuse a whole import for one that they do not.
// Thread: any; pure functions.
#pragma once

#include <string_view>

namespace stoppress::exporting {

/// "ann.lee@paper.test": letters, digits and a few signs; no quotation, no host without a point.
[[nodiscard]] bool is_plain_email(std::string_view text);
/// "https://paper.test/x": http or https, a host of letters, digits, '-' and points, no white space.
[[nodiscard]] bool is_plain_web_address(std::string_view text);

}  // namespace stoppress::exporting
