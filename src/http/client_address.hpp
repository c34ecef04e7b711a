// SPDX-License-Identifier: GPL-3.0-or-later
// Who is at the other end: the peer's address, or what the proxies that we trust say of it.
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

/// An address in one form for both families: IPv4 as IPv4-mapped IPv6.
using AddressBytes = std::array<std::uint8_t, 16>;
[[nodiscard]] AddressBytes address_bytes(const boost::asio::ip::address& address);
/// As text; an IPv4-mapped one as IPv4.
[[nodiscard]] std::string address_text(const AddressBytes& bytes);
[[nodiscard]] std::optional<AddressBytes> parse_address(std::string_view text);

/// A set of addresses and CIDR networks.
class Networks {
public:
    /// Fails (invalid) for what is neither "192.0.2.1", "2001:db8::1" nor either with "/BITS".
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

/// The client of a request that came from `peer` with these X-Forwarded-For fields: the last address that none of our proxies has.
/// The fields of a peer that is not trusted mean nothing.
[[nodiscard]] AddressBytes client_of(const AddressBytes& peer, std::span<const std::string_view> forwarded_for, const Networks& trusted);

[[nodiscard]] bool is_loopback(const AddressBytes& address);

}  // namespace stoppress::http
