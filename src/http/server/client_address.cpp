// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/server/client_address.hpp"

#include <charconv>
#include <ranges>

#include "http/message/characters.hpp"

namespace stoppress::http {
namespace ip = boost::asio::ip;

namespace {
constexpr std::size_t kMappedBits = 96;
constexpr std::size_t kLongestAddress = 45;
}  // namespace

AddressBytes address_bytes(const ip::address& address) {
    return address.is_v4() ? ip::make_address_v6(ip::v4_mapped, address.to_v4()).to_bytes() : address.to_v6().to_bytes();
}

std::string address_text(const AddressBytes& bytes) {
    const ip::address_v6 address(bytes);
    return address.is_v4_mapped() ? ip::make_address_v4(ip::v4_mapped, address).to_string() : address.to_string();
}

std::optional<AddressBytes> parse_address(std::string_view text) {
    if (text.empty() || text.size() > kLongestAddress) {
        return std::nullopt;
    }
    boost::system::error_code error;
    const ip::address address = ip::make_address(text, error);
    if (error) {
        return std::nullopt;
    }
    return address_bytes(address);
}

base::Result<Networks> Networks::parse(const std::vector<std::string>& texts) {
    Networks networks;
    for (const std::string& text : texts) {
        const std::size_t slash = text.find('/');
        const std::string_view address_part = std::string_view(text).substr(0, slash);
        const std::optional<AddressBytes> address = parse_address(address_part);
        const base::Error refused = base::fail(base::ErrorCode::invalid,
                                               "\"" + text + "\" is not an IP address or network (192.0.2.1, 10.0.0.0/8, 2001:db8::/32).");
        if (!address) {
            return refused;
        }
        const bool is_v4 = !address_part.contains(':');
        const std::size_t offset = is_v4 ? kMappedBits : 0;
        std::size_t bits = 128 - offset;
        if (slash != std::string::npos) {
            const std::string_view digits = std::string_view(text).substr(slash + 1);
            std::size_t given = 0;
            const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), given);
            if (error != std::errc{} || end != digits.data() + digits.size() || given > bits) {
                return refused;
            }
            bits = given;
        }
        networks.networks_.push_back({*address, bits + offset});
    }
    return networks;
}

bool Networks::contains(const AddressBytes& address) const {
    return std::ranges::any_of(networks_, [&address](const Network& network) {
        const std::size_t whole = network.bits / 8;
        if (!std::equal(address.begin(), address.begin() + static_cast<std::ptrdiff_t>(whole), network.address.begin())) {
            return false;
        }
        const std::size_t left = network.bits % 8;
        return left == 0 || ((address[whole] ^ network.address[whole]) >> (8 - left)) == 0;
    });
}

AddressBytes client_of(const AddressBytes& peer, std::span<const std::string_view> forwarded_for, const Networks& trusted) {
    if (forwarded_for.empty() || trusted.empty() || !trusted.contains(peer)) {
        return peer;
    }
    AddressBytes client = peer;
    for (std::string_view field : std::views::reverse(forwarded_for)) {
        // From the right: each proxy appends what it saw itself; everything before that can be forged.
        while (!field.empty()) {
            const std::size_t comma = field.rfind(',');
            const std::string_view element = trim(comma == std::string_view::npos ? field : field.substr(comma + 1));
            field = comma == std::string_view::npos ? std::string_view{} : field.substr(0, comma);
            const std::optional<AddressBytes> address = parse_address(element);
            if (!address) {
                return client;
            }
            client = *address;
            if (!trusted.contains(client)) {
                return client;
            }
        }
    }
    return client;
}

bool is_loopback(const AddressBytes& address) {
    const ip::address_v6 v6(address);
    return v6.is_loopback() || (v6.is_v4_mapped() && ip::make_address_v4(ip::v4_mapped, v6).is_loopback());
}

}  // namespace stoppress::http
