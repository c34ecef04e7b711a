// SPDX-License-Identifier: GPL-3.0-or-later
// Tests which addresses may be fetched, and where redirects may lead.
#include "fetching/target.hpp"

#include <gtest/gtest.h>

#include "fetching/limits.hpp"

namespace stoppress::fetching {
namespace {

const PrivateHosts kNone;

std::string code_of(const base::Result<Target>& target) {
    return target.has_value() ? "taken: " + target->url : std::string(target.error().reason.code.text());
}

TEST(Target, IsReadAsTheRequestWillUseIt) {
    const auto plain = parse_target("http://Example.org/a?b#c", kNone);
    ASSERT_TRUE(plain.has_value());
    EXPECT_EQ(*plain, (Target{"http://Example.org/a?b", "example.org", 80, false, false}));
    const auto secure = parse_target("HTTPS://example.org", kNone);
    ASSERT_TRUE(secure.has_value());
    EXPECT_EQ(secure->port, 443);
    EXPECT_TRUE(secure->secure);
    const auto six = parse_target("http://[2606:4700::1111]/", kNone);
    ASSERT_TRUE(six.has_value());
    EXPECT_EQ(six->host, "2606:4700::1111");
    EXPECT_EQ(parse_target("http://example.org:443/", kNone)->port, 443);
    EXPECT_EQ(parse_target("https://example.org/a b", kNone)->url, "https://example.org/a%20b");
}

TEST(Target, RefusesOtherSchemesPortsAndNames) {
    for (const char* address : {"",
                                "ftp://example.org/",
                                "file:///etc/passwd",
                                "gopher://example.org/",
                                "javascript:alert(1)",
                                "data:text/html,x",
                                "http://example.org:8080/",
                                "https://example.org:22/",
                                "http://example.org:0/",
                                "http://example.org:99999/",
                                "http://user@example.org/",
                                "http://user:secret@example.org/",
                                "http://@example.org/",

                                "http://",
                                "https:example",
                                "http://exa mple.org/",
                                "http://example.org%00.net/",
                                "http://example.org%2f@evil.test/",
                                "http://[::1%25lo]/",
                                "http://[fe80::1%eth0]/",
                                "http://ex\xc3\xa4mple.org/",
                                "//example.org/"}) {
        EXPECT_EQ(code_of(parse_target(address, kNone)), "fetch-refused") << address;
    }
    EXPECT_EQ(code_of(parse_target("http://example.org/" + std::string(kMaxAddressBytes, 'a'), kNone)), "fetch-refused");
}

TEST(Target, OnlyThatHostAndPortMayBePrivate) {
    const PrivateHosts hosts{"127.0.0.1:8081", "[::1]:90", "intranet.test:80"};
    EXPECT_TRUE(parse_target("http://127.0.0.1:8081/x", hosts)->may_be_private);
    EXPECT_TRUE(parse_target("http://[::1]:90/", hosts)->may_be_private);
    EXPECT_TRUE(parse_target("http://INTRANET.test/", hosts)->may_be_private);
    EXPECT_FALSE(parse_target("http://127.0.0.1/", hosts)->may_be_private);
    EXPECT_FALSE(parse_target("https://intranet.test/", hosts)->may_be_private);
    EXPECT_EQ(code_of(parse_target("http://127.0.0.1:8082/", hosts)), "fetch-refused");
}

TEST(Target, ARedirectIsCheckedAnew) {
    const Target from = *parse_target("http://example.org/a/b?c", kNone);
    EXPECT_EQ(redirected(from, "https://www.example.org/x", 1, kNone)->url, "https://www.example.org/x");
    EXPECT_EQ(redirected(from, "d", 1, kNone)->url, "http://example.org/a/d");
    EXPECT_EQ(redirected(from, "/d#e", kMaxRedirects, kNone)->url, "http://example.org/d");
    EXPECT_EQ(redirected(from, "//other.test/", 1, kNone)->host, "other.test");
    EXPECT_EQ(redirected(from, "/\xd9\x87 x", 1, kNone)->url, "http://example.org/%D9%87%20x");
    for (const char* location : {"ftp://example.org/", "http://example.org:8080/", "http://u:p@example.org/", "file:///etc/passwd"}) {
        EXPECT_EQ(code_of(redirected(from, location, 1, kNone)), "fetch-refused") << location;
    }
    EXPECT_EQ(code_of(redirected(from, std::string(kMaxAddressBytes + 1, 'a'), 1, kNone)), "fetch-refused");
}

TEST(Target, RedirectsEndAndNeverLeaveEncryption) {
    const Target from = *parse_target("https://example.org/", kNone);
    EXPECT_EQ(code_of(redirected(from, "http://example.org/", 1, kNone)), "fetch-refused");
    EXPECT_EQ(code_of(redirected(from, "https://example.org/", kMaxRedirects + 1, kNone)), "fetch-failed");
    EXPECT_TRUE(redirected(from, "https://example.org/", kMaxRedirects, kNone).has_value());
}

}  // namespace
}  // namespace stoppress::fetching
