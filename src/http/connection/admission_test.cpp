// SPDX-License-Identifier: GPL-3.0-or-later
// Tests the limits on open connections: of all together and of one client, and that a closed connection makes room.
#include "http/connection/admission.hpp"

#include <gtest/gtest.h>

namespace stoppress::http {
namespace {

AddressBytes of_client(std::string_view text) {
    return parse_address(text).value();
}

TEST(Admission, LetsInAsManyAsTheLimitSaysAndAnotherWhenOneHasClosed) {
    Admission admission(2, 0, Networks{});
    EXPECT_EQ(admission.admit(of_client("192.0.2.1")), Admission::Verdict::admitted);
    EXPECT_EQ(admission.admit(of_client("192.0.2.1")), Admission::Verdict::admitted);
    EXPECT_EQ(admission.admit(of_client("192.0.2.2")), Admission::Verdict::full);
    admission.release(of_client("192.0.2.1"));
    EXPECT_EQ(admission.admit(of_client("192.0.2.2")), Admission::Verdict::admitted);
    EXPECT_EQ(admission.admit(of_client("192.0.2.3")), Admission::Verdict::full);
}

TEST(Admission, LeavesRoomForOthersThanTheOneWhoHasTheMost) {
    Admission admission(10, 2, Networks{});
    EXPECT_EQ(admission.admit(of_client("192.0.2.1")), Admission::Verdict::admitted);
    EXPECT_EQ(admission.admit(of_client("192.0.2.1")), Admission::Verdict::admitted);
    EXPECT_EQ(admission.admit(of_client("192.0.2.1")), Admission::Verdict::too_many_of_address);
    EXPECT_EQ(admission.admit(of_client("192.0.2.2")), Admission::Verdict::admitted);
    admission.release(of_client("192.0.2.1"));
    EXPECT_EQ(admission.admit(of_client("192.0.2.1")), Admission::Verdict::admitted);
    EXPECT_EQ(admission.admit(of_client("192.0.2.1")), Admission::Verdict::too_many_of_address);
}

TEST(Admission, DoesNotCountWhatItRefused) {
    Admission admission(3, 1, Networks{});
    EXPECT_EQ(admission.admit(of_client("192.0.2.1")), Admission::Verdict::admitted);
    for (int again = 0; again < 10; ++again) {
        EXPECT_EQ(admission.admit(of_client("192.0.2.1")), Admission::Verdict::too_many_of_address);
    }
    EXPECT_EQ(admission.admit(of_client("192.0.2.2")), Admission::Verdict::admitted);
    EXPECT_EQ(admission.admit(of_client("192.0.2.3")), Admission::Verdict::admitted);
    EXPECT_EQ(admission.admit(of_client("192.0.2.4")), Admission::Verdict::full);
}

TEST(Admission, TakesAnIpv6NetworkForOneClient) {
    Admission admission(10, 1, Networks{});
    EXPECT_EQ(admission.admit(of_client("2001:db8:0:1::1")), Admission::Verdict::admitted);
    EXPECT_EQ(admission.admit(of_client("2001:db8:0:1:ffff::9")), Admission::Verdict::too_many_of_address);
    EXPECT_EQ(admission.admit(of_client("2001:db8:0:2::1")), Admission::Verdict::admitted);
    admission.release(of_client("2001:db8:0:1:5::5"));
    EXPECT_EQ(admission.admit(of_client("2001:db8:0:1::1")), Admission::Verdict::admitted);
}

TEST(Admission, CountsProxiesAndTheMachineItselfOnlyForTheWhole) {
    Admission admission(6, 1, base::must(Networks::parse({"198.51.100.0/24"})));
    for (const auto* proxy : {"127.0.0.1", "::1", "198.51.100.7"}) {
        EXPECT_EQ(admission.admit(of_client(proxy)), Admission::Verdict::admitted) << proxy;
        EXPECT_EQ(admission.admit(of_client(proxy)), Admission::Verdict::admitted) << proxy;
    }
    EXPECT_EQ(admission.admit(of_client("127.0.0.1")), Admission::Verdict::full);
}

}  // namespace
}  // namespace stoppress::http
