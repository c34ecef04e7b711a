// SPDX-License-Identifier: GPL-3.0-or-later
// Tests that only global unicast addresses are public, in whatever form an IPv4 address is wrapped.
#include "fetching/public_address.hpp"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/un.h>

namespace stoppress::fetching {
namespace {

bool public_text(const std::string& text) {
    const auto address = parse_ip(text);
    EXPECT_TRUE(address.has_value()) << text;
    return address && is_public(*address);
}

TEST(PublicAddress, AddressesOfServersOnTheInternetAre) {
    for (const char* text : {"1.1.1.1",
                             "8.8.8.8",
                             "93.184.216.34",
                             "100.63.255.255",
                             "100.128.0.1",
                             "172.15.255.255",
                             "172.32.0.1",
                             "192.0.1.1",
                             "192.167.1.1",
                             "198.17.0.1",
                             "198.20.0.1",
                             "223.255.255.255",
                             "2606:4700::1111",
                             "2a00:1450:4001:81b::200e",
                             "2001:4860:4860::8888",
                             "2001:200::1",
                             "::ffff:8.8.8.8",
                             "64:ff9b::8.8.8.8",
                             "2002:808:808::1",
                             "2001:0:808:808:0:0:f7f7:f7f7"}) {
        EXPECT_TRUE(public_text(text)) << text;
    }
}

TEST(PublicAddress, AddressesOfThisMachineAndItsNetworkAreNot) {
    for (const char* text : {"0.0.0.0",    "0.1.2.3",        "10.0.0.1",        "100.64.0.1",  "100.127.255.255",
                             "127.0.0.1",  "127.255.0.1",    "169.254.1.1",     "172.16.0.1",  "169.254.169.254",
                             "172.31.0.1", "192.0.0.1",      "192.0.2.1",       "192.88.99.1", "192.168.0.1",
                             "198.18.0.1", "198.19.255.255", "198.51.100.1",    "203.0.113.1", "224.0.0.1",
                             "239.1.1.1",  "240.0.0.1",      "255.255.255.255", "::",          "::1",
                             "fe80::1",    "fc00::1",        "fd12::1",         "fec0::1",     "ff02::1",
                             "100::1",     "2001:db8::1",    "2001:2::1",       "2001:10::1",  "2001:20::1",
                             "3ffe::1",    "3fff::1",        "5f00::1",         "4000::1",     "64:ff9b:1::8.8.8.8",
                             "::8.8.8.8"}) {
        EXPECT_FALSE(public_text(text)) << text;
    }
}

TEST(PublicAddress, AWrappedAddressIsWhatItCarries) {
    for (const char* text : {"::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254", "64:ff9b::127.0.0.1", "64:ff9b::10.0.0.1",
                             "2002:7f00:1::1", "2002:a00:1::", "2002:c0a8:101::1", "2001:0:7f00:1:0:0:f7f7:f7f7",
                             "2001:0:808:808:0:0:80ff:fffe", "2001:0:808:808:0:0:f5ff:fffe"}) {
        EXPECT_FALSE(public_text(text)) << text;
    }
}

TEST(PublicAddress, OnlyAddressesAreParsed) {
    for (const char* text : {"", "localhost", "1.2.3", "1.2.3.4.5", "0x7f.1", "::1%lo", "[::1]", "1.2.3.4 "}) {
        EXPECT_FALSE(parse_ip(text).has_value()) << text;
    }
}

TEST(PublicAddress, OtherFamiliesHaveNone) {
    sockaddr_in four{};
    four.sin_family = AF_INET;
    ::inet_pton(AF_INET, "127.0.0.1", &four.sin_addr);
    EXPECT_EQ(ip_of(reinterpret_cast<const sockaddr&>(four)), parse_ip("127.0.0.1"));
    sockaddr_in6 six{};
    six.sin6_family = AF_INET6;
    ::inet_pton(AF_INET6, "2606:4700::1111", &six.sin6_addr);
    EXPECT_EQ(ip_of(reinterpret_cast<const sockaddr&>(six)), parse_ip("2606:4700::1111"));
    sockaddr_un other{};
    other.sun_family = AF_UNIX;
    EXPECT_FALSE(ip_of(reinterpret_cast<const sockaddr&>(other)).has_value());
}

}  // namespace
}  // namespace stoppress::fetching
