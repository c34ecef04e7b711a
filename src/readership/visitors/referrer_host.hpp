// SPDX-License-Identifier: GPL-3.0-or-later
// Extracts the host that a reader came from. The rest of the address is neither used nor stored.
// Flow:   Visitor -> referrer_host -> LoopCounter
// Thread: any; a pure function.
#pragma once

#include <array>
#include <string_view>

#include "readership/limits.hpp"

namespace stoppress::readership {

using HostBuffer = std::array<char, kHostBytes>;

/// From an address (http, https, or an Android app's) or a host alone: in lower case, without port, "www." and trailing
/// dot. Empty if it is not a host name by RFC 1123; IPv6 addresses are not. Points into `buffer`. Does not allocate.
[[nodiscard]] std::string_view referrer_host(std::string_view referrer, HostBuffer& buffer);

}  // namespace stoppress::readership
