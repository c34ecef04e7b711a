// SPDX-License-Identifier: GPL-3.0-or-later
// Host names as people read them.
// Thread: any.
#pragma once

#include <string>
#include <string_view>

namespace stoppress::document {

/// A host name in the script that its owner writes it in: "xn--mgbg3a…" is "روزنامه…". As it is where it has no such form, or breaks the
/// rules of UTS 46. Two names may look alike: what is shown for one of these stands beside the name itself.
[[nodiscard]] std::string shown_host(std::string_view host);

}  // namespace stoppress::document
