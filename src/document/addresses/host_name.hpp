// SPDX-License-Identifier: GPL-3.0-or-later
// Host names as people read them.
// Thread: any; a pure function.
#pragma once

#include <string>
#include <string_view>

namespace stoppress::document {

/// A host name in its own script: "xn--mgbg3a…" becomes "روزنامه…". Returned unchanged if it has no such form or breaks
/// the rules of UTS 46. Two names may look alike, so show the result only next to the original name.
[[nodiscard]] std::string shown_host(std::string_view host);

}  // namespace stoppress::document
