// SPDX-License-Identifier: GPL-3.0-or-later
// The client's address: the peer's, or the one that a trusted proxy reports.
// Thread: any; plain data and pure functions.
#pragma once

#include <array>
#include <boost/asio/ip/address.hpp>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace stoppress::http {

/// An address of either family in 16 bytes: IPv4 as IPv4-mapped IPv6.
using AddressBytes = std::array<std::uint8_t, 16>;
[[nodiscard]] AddressBytes address_bytes(const boost::asio::ip::address& address);
/// As text; an IPv4-mapped address as IPv4.
[[nodiscard]] std::string address_text(const AddressBytes& bytes);
[[nodiscard]] std::optional<AddressBytes> parse_address(std::string_view text);

/// A set of addresses and CIDR networks.
class Networks {
public:
    /// Fails with `invalid` for anything but "192.0.2.1", "2001:db8::1" or either with "/BITS".
    [[nodiscard]] static base::Result<Networks> parse(const std::vector<std::string>& texts);
    [[nodiscard]] bool contains(const AddressBytes& address) const;
    [[nodiscard]] bool empty() const { return networks_.empty(); }

private:
    struct Network {
        AddressBytes address{};
        std::size_t bits = 128;
    };
    std::vector<Network> networks_;
};

/// The client of a request from `peer` with these X-Forwarded-For fields: the last address in them that is not a
/// trusted proxy. The fields of an untrusted peer are ignored.
[[nodiscard]] AddressBytes client_of(const AddressBytes& peer, std::span<const std::string_view> forwarded_for, const Networks& trusted);

[[nodiscard]] bool is_loopback(const AddressBytes& address);

}  // namespace stoppress::http
