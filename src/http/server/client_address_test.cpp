// SPDX-License-Identifier: GPL-3.0-or-later
// Tests that only trusted proxies can name the client, and that limits count the right addresses.
#include "http/server/client_address.hpp"

#include <gtest/gtest.h>

#include "http/connection/admission.hpp"
#include "http/server/setup.hpp"

namespace stoppress::http {
namespace {

AddressBytes address(std::string_view text) {
    return parse_address(text).value();
}

std::string client(std::string_view peer, std::vector<std::string_view> forwarded, std::vector<std::string> trusted) {
    return address_text(client_of(address(peer), forwarded, base::must(Networks::parse(trusted))));
}

TEST(ClientOf, BelievesNobodyByDefault) {
    EXPECT_EQ(client("10.0.0.1", {"1.2.3.4"}, {}), "10.0.0.1");
}

TEST(ClientOf, TakesTheLastAddressThatIsNotAProxy) {
    EXPECT_EQ(client("10.0.0.1", {"1.2.3.4"}, {"10.0.0.0/8"}), "1.2.3.4");
    EXPECT_EQ(client("10.0.0.1", {"9.9.9.9, 1.2.3.4, 10.0.0.2"}, {"10.0.0.0/8"}), "1.2.3.4");
    EXPECT_EQ(client("10.0.0.1", {"9.9.9.9", "1.2.3.4"}, {"10.0.0.0/8"}), "1.2.3.4");
    EXPECT_EQ(client("10.0.0.1", {"2001:db8::5"}, {"10.0.0.1"}), "2001:db8::5");
    EXPECT_EQ(client("192.0.2.1", {"1.2.3.4"}, {"10.0.0.0/8"}), "192.0.2.1");
}

TEST(ClientOf, StopsAtWhatIsNoAddress) {
    EXPECT_EQ(client("10.0.0.1", {"1.2.3.4, unknown"}, {"10.0.0.0/8"}), "10.0.0.1");
    EXPECT_EQ(client("10.0.0.1", {"unknown, 10.0.0.7"}, {"10.0.0.0/8"}), "10.0.0.7");
    EXPECT_EQ(client("10.0.0.1", {""}, {"10.0.0.0/8"}), "10.0.0.1");
}

TEST(Networks, MatchesBits) {
    const Networks networks = base::must(Networks::parse({"192.168.4.0/22", "2001:db8::/33", "127.0.0.1"}));
    EXPECT_TRUE(networks.contains(address("192.168.7.255")));
    EXPECT_FALSE(networks.contains(address("192.168.8.0")));
    EXPECT_TRUE(networks.contains(address("2001:db8:7fff::1")));
    EXPECT_FALSE(networks.contains(address("2001:db8:8000::1")));
    EXPECT_TRUE(networks.contains(address("::ffff:127.0.0.1")));
    EXPECT_FALSE(networks.contains(address("127.0.0.2")));
}

TEST(Networks, RefusesWhatIsNone) {
    for (const char* text : {"", "a", "1.2.3", "1.2.3.4/33", "1.2.3.4/", "1.2.3.4/x", "::/129"}) {
        EXPECT_FALSE(Networks::parse({text}).has_value()) << text;
    }
}

TEST(Admission, CapsAllAndEach) {
    Admission admission(3, 2, base::must(Networks::parse({"10.0.0.0/8"})));
    EXPECT_EQ(admission.admit(address("1.1.1.1")), Admission::Verdict::admitted);
    EXPECT_EQ(admission.admit(address("1.1.1.1")), Admission::Verdict::admitted);
    EXPECT_EQ(admission.admit(address("1.1.1.1")), Admission::Verdict::too_many_of_address);
    EXPECT_EQ(admission.admit(address("2.2.2.2")), Admission::Verdict::admitted);
    EXPECT_EQ(admission.admit(address("3.3.3.3")), Admission::Verdict::full);
    admission.release(address("1.1.1.1"));
    EXPECT_EQ(admission.admit(address("1.1.1.1")), Admission::Verdict::admitted);
}

TEST(Admission, CountsASixtyFourAsOneAndProxiesNotAtAll) {
    Admission admission(100, 1, base::must(Networks::parse({"10.0.0.0/8"})));
    EXPECT_EQ(admission.admit(address("2001:db8::1")), Admission::Verdict::admitted);
    EXPECT_EQ(admission.admit(address("2001:db8::2")), Admission::Verdict::too_many_of_address);
    EXPECT_EQ(admission.admit(address("2001:db8:0:1::1")), Admission::Verdict::admitted);
    for (const char* exempt : {"10.0.0.1", "127.0.0.1", "::1"}) {
        EXPECT_EQ(admission.admit(address(exempt)), Admission::Verdict::admitted);
        EXPECT_EQ(admission.admit(address(exempt)), Admission::Verdict::admitted);
    }
}

TEST(HostList, MatchesNamesWithAnyPortOrTheOneGiven) {
    const HostList list = base::must(HostList::parse({"Example.org", "other.org:8080"}));
    EXPECT_TRUE(list.contains("example.ORG"));
    EXPECT_TRUE(list.contains("example.org:443"));
    EXPECT_TRUE(list.contains("other.org:8080"));
    EXPECT_FALSE(list.contains("other.org"));
    EXPECT_FALSE(list.contains("evil-example.org"));
    EXPECT_FALSE(list.contains("example.org.evil"));
    EXPECT_TRUE(base::must(HostList::parse({})).contains("anything"));
    EXPECT_FALSE(HostList::parse({"a/b"}).has_value());
}

}  // namespace
}  // namespace stoppress::http
