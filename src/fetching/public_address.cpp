// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetching/public_address.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <algorithm>
#include <cstring>
#include <span>

namespace stoppress::fetching {
namespace {

constexpr std::size_t kMappedBytes = 12;

struct Network {
    std::array<std::uint8_t, 16> start;
    unsigned bits;
};

/// Of IPv4, from the registry of special-purpose addresses (RFC 6890 and its successors), and multicast.
constexpr std::array kSpecial4{
    Network{{0}, 8},              // this network
    Network{{10}, 8},             // private
    Network{{100, 64}, 10},       // shared with a provider's customers
    Network{{127}, 8},            // this machine
    Network{{169, 254}, 16},      // link-local, and the metadata of cloud machines
    Network{{172, 16}, 12},       // private
    Network{{192, 0, 0}, 24},     // protocol assignments
    Network{{192, 0, 2}, 24},     // documentation
    Network{{192, 31, 196}, 24},  // AS112
    Network{{192, 52, 193}, 24},  // AMT
    Network{{192, 88, 99}, 24},   // 6to4 relays, given up
    Network{{192, 168}, 16},      // private
    Network{{192, 175, 48}, 24},  // AS112
    Network{{198, 18}, 15},       // benchmarks
    Network{{198, 51, 100}, 24},  // documentation
    Network{{203, 0, 113}, 24},   // documentation
    Network{{224}, 3},            // multicast, reserved, broadcast
};

/// Of IPv6: only 2000::/3 is assigned as global unicast; these are not within it.
constexpr Network kGlobal6{{0x20}, 3};
constexpr std::array kSpecial6{
    Network{{0x20, 0x01, 0x00}, 23},              // protocol assignments
    Network{{0x20, 0x01, 0x0d, 0xb8}, 32},        // documentation
    Network{{0x26, 0x20, 0x00, 0x4f, 0x80}, 48},  // AS112
    Network{{0x3f, 0xfe}, 16},                    // the former 6bone
    Network{{0x3f, 0xff}, 20},                    // documentation
};

constexpr Network kMapped{{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff}, 96};
constexpr Network kNat64{{0x00, 0x64, 0xff, 0x9b}, 96};
constexpr Network k6to4{{0x20, 0x02}, 16};
constexpr Network kTeredo{{0x20, 0x01, 0x00, 0x00}, 32};

bool is_in(const Network& network, std::span<const std::uint8_t> address) {
    const std::size_t whole = network.bits / 8;
    if (!std::equal(address.begin(), address.begin() + static_cast<std::ptrdiff_t>(whole), network.start.begin())) {
        return false;
    }
    const unsigned left = network.bits % 8;
    return left == 0 || ((address[whole] ^ network.start.at(whole)) >> (8U - left)) == 0;
}

bool is_public4(std::span<const std::uint8_t, 4> address) {
    return std::ranges::none_of(kSpecial4, [&](const Network& network) { return is_in(network, address); });
}

}  // namespace

std::optional<IpAddress> parse_ip(const std::string& text) {
    IpAddress address{};
    if (::inet_pton(AF_INET6, text.c_str(), address.data()) == 1) {
        return address;
    }
    std::ranges::copy(kMapped.start, address.begin());
    if (::inet_pton(AF_INET, text.c_str(), address.data() + kMappedBytes) == 1) {
        return address;
    }
    return std::nullopt;
}

std::optional<IpAddress> ip_of(const sockaddr& address) {
    IpAddress ip{};
    if (address.sa_family == AF_INET6) {
        std::memcpy(ip.data(), &reinterpret_cast<const sockaddr_in6&>(address).sin6_addr, ip.size());
        return ip;
    }
    if (address.sa_family == AF_INET) {
        std::ranges::copy(kMapped.start, ip.begin());
        std::memcpy(ip.data() + kMappedBytes, &reinterpret_cast<const sockaddr_in&>(address).sin_addr, ip.size() - kMappedBytes);
        return ip;
    }
    return std::nullopt;
}

bool is_public(const IpAddress& address) {
    const std::span<const std::uint8_t, 16> bytes(address);
    if (is_in(kMapped, bytes) || is_in(kNat64, bytes)) {
        return is_public4(bytes.last<4>());
    }
    if (is_in(k6to4, bytes)) {
        return is_public4(bytes.subspan<2, 4>());
    }
    if (is_in(kTeredo, bytes)) {
        // The server, and the client's address with all bits turned over.
        std::array<std::uint8_t, 4> client{};
        std::ranges::transform(bytes.last<4>(), client.begin(), [](std::uint8_t byte) { return static_cast<std::uint8_t>(~byte); });
        return is_public4(bytes.subspan<4, 4>()) && is_public4(client);
    }
    return is_in(kGlobal6, bytes) && std::ranges::none_of(kSpecial6, [&](const Network& network) { return is_in(network, bytes); });
}

}  // namespace stoppress::fetching
