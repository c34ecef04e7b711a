// SPDX-License-Identifier: GPL-3.0-or-later
// Which IP addresses are on the public Internet. Everything else (this machine, its network, addresses for special
// purposes) must not be reached with an address that somebody else wrote.
// Flow:   resolved name -> is_public -> connection
// Thread: any; pure functions.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>

struct sockaddr;

namespace stoppress::fetching {

/// An address of either family in 16 bytes: IPv4 as IPv4-mapped IPv6.
using IpAddress = std::array<std::uint8_t, 16>;

/// "192.0.2.1" or "2001:db8::1"; nothing for anything else.
[[nodiscard]] std::optional<IpAddress> parse_ip(const std::string& text);
/// The address of an IPv4 or IPv6 socket; nothing for another family.
[[nodiscard]] std::optional<IpAddress> ip_of(const sockaddr& address);

/// Whether it is a global unicast address. Addresses that carry an IPv4 address (IPv4-mapped, NAT64, 6to4, Teredo) are
/// public only if that one is.
[[nodiscard]] bool is_public(const IpAddress& address);

}  // namespace stoppress::fetching
