// SPDX-License-Identifier: GPL-3.0-or-later
// Tests that only a plausible host is extracted from a referrer, in one form, whatever a client sends.
#include "readership/visitors/referrer_host.hpp"

#include <gtest/gtest.h>

#include <string>

namespace stoppress::readership {
namespace {

std::string host_of(std::string_view referrer) {
    HostBuffer buffer;
    return std::string(referrer_host(referrer, buffer));
}

TEST(ReferrerHost, IsOneFormOfEveryWayToWriteAHost) {
    for (const auto* referrer : {"https://example.org/a?b#c", "http://example.org", "HTTPS://WWW.Example.ORG:443/", "https://example.org./",
                                 "https://example.org?q", "https://example.org#a", "https://user:secret@example.org/", "example.org",
                                 "www.example.org:8080", "Example.Org."}) {
        EXPECT_EQ(host_of(referrer), "example.org") << referrer;
    }
    EXPECT_EQ(host_of("android-app://com.google.android.gm/"), "com.google.android.gm");
    EXPECT_EQ(host_of("https://xn--mnchen-3ya.example/"), "xn--mnchen-3ya.example");
    EXPECT_EQ(host_of("http://192.0.2.1/"), "192.0.2.1");
    EXPECT_EQ(host_of("http://intranet/"), "intranet");
    EXPECT_EQ(host_of("https://www.www.example.org/"), "www.example.org");
    EXPECT_EQ(host_of("https://www.com/"), "www.com");
    EXPECT_EQ(host_of("null"), "null");
    const std::string label(63, 'a');
    const auto longest = label + "." + label + "." + label + "." + std::string(61, 'a');
    EXPECT_EQ(host_of("https://" + longest + "/"), longest);
}

TEST(ReferrerHost, IsNothingWhereThereIsNoPlausibleHost) {
    const std::string label(63, 'a');
    const auto too_long = label + "." + label + "." + label + "." + std::string(62, 'a');
    for (const std::string& referrer : {std::string(),
                                        std::string("about:blank"),
                                        std::string("https://"),
                                        std::string("https:///path"),
                                        std::string("ftp://example.org/"),
                                        std::string("javascript://example.org/"),
                                        std::string("://example.org"),
                                        std::string("https://[2001:db8::1]/"),
                                        std::string("https://-a.example/"),
                                        std::string("https://a-.example/"),
                                        std::string("https://a..example/"),
                                        std::string("https://.example/"),
                                        std::string("https://exa_mple.org/"),
                                        std::string("https://exa mple.org/"),
                                        std::string("https://example.org:80a/"),
                                        std::string("https://münchen.example/"),
                                        std::string("."),
                                        std::string("*"),
                                        std::string("a,b"),
                                        std::string("a\"b"),
                                        std::string("a\0b", 3),
                                        "https://a" + label + ".example/",
                                        too_long}) {
        EXPECT_EQ(host_of(referrer), "") << referrer;
    }
}

}  // namespace
}  // namespace stoppress::readership
