// SPDX-License-Identifier: GPL-3.0-or-later
// The host that a reader came from, of whatever a client says: nothing else of the address is looked at, and nothing of it kept.
// Flow:   Visitor -> referrer_host -> LoopCounter
// Thread: any.
#pragma once

#include <array>
#include <string_view>

#include "readership/limits.hpp"

namespace stoppress::readership {

using HostBuffer = std::array<char, kHostBytes>;

/// Of an address (http, https, or an Android app's) or of a host alone: in lower case, without port, "www." and a dot at the end. Empty
/// where that is no name by RFC 1123, as an IPv6 address is none. A view into `buffer`. Allocates nothing.
[[nodiscard]] std::string_view referrer_host(std::string_view referrer, HostBuffer& buffer);

}  // namespace stoppress::readership
