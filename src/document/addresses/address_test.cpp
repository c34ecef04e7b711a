// SPDX-License-Identifier: GPL-3.0-or-later
// Tests that an Address is of an allowed kind and a valid URL, or cannot be made.
#include "document/addresses/address.hpp"

#include <gtest/gtest.h>

namespace stoppress::document {
namespace {

struct Case {
    std::string_view written;
    std::string_view read;  ///< empty: refused
};

class Addresses : public testing::TestWithParam<Case> {};

TEST_P(Addresses, AreReadAsBrowsersDoOrRefused) {
    const auto& [written, read] = GetParam();
    const auto address = Address::parse(written);
    EXPECT_EQ(address ? address->string() : "", read) << written;
    if (address) {
        const auto again = Address::parse(address->string());
        ASSERT_TRUE(again.has_value());
        EXPECT_EQ(*again, *address) << "what it writes it reads back";
    }
}

INSTANTIATE_TEST_SUITE_P(
    Kept, Addresses,
    testing::Values(Case{"https://example.com/a?b=1&c#d", "https://example.com/a?b=1&c#d"},
                    Case{"HTTP://Example.COM", "http://example.com"}, Case{" \n/a b\t", "/a%20b"},
                    Case{"//example.com/x", "https://example.com/x"}, Case{"/\\evil.example/x", "https://evil.example/x"},
                    Case{"https://example.com\\@evil.example", "https://example.com/@evil.example"}, Case{"#top", "#top"},
                    Case{"mailto:a@b.example", "mailto:a@b.example"}, Case{"tel:+1-23", "tel:+1-23"}, Case{"/%zz%41", "/%25zz%41"},
                    Case{"/a\"<>`{}|^[]", "/a%22%3C%3E%60%7B%7D%7C%5E%5B%5D"}, Case{"/#a#b", "/#a%23b"},
                    Case{"https://bücher.example/ü", "https://xn--bcher-kva.example/%C3%BC"},
                    Case{"https://b%C3%BCcher.example/%C3%BC", "https://xn--bcher-kva.example/%C3%BC"},
                    Case{"https://[::1]:8080/", "https://[::1]:8080/"}, Case{"ht\ntps://example.com/\r\nx", "https://example.com/x"}));

INSTANTIATE_TEST_SUITE_P(Refused, Addresses,
                         testing::Values(Case{"https://a%2Fb.example/", ""}, Case{"https://a%00.example/", ""},
                                         Case{"https://%FF.example/", ""}, Case{"javascript:alert(1)", ""},
                                         Case{" JaVaScRiPt:alert(1)", ""}, Case{"java\nscript:alert(1)", ""},
                                         Case{"\x01javascript:alert(1)", ""}, Case{"data:text/html,x", ""}, Case{"vbscript:x", ""},
                                         Case{"blob:https://example.com/1", ""}, Case{"file:///etc/passwd", ""},
                                         Case{"ftp://example.com", ""}, Case{"page.html", ""}, Case{"../up", ""}, Case{"?q", ""},
                                         Case{"", ""}, Case{"#", ""}, Case{"https://", ""}, Case{"https:///x", ""},
                                         Case{"https:example.com", ""}, Case{"https://user:pass@example.com/", ""},
                                         Case{"https://example.com:99999/", ""}, Case{"https://exa mple.com/", ""}, Case{"mailto:", ""},
                                         Case{"javascript&colon;alert(1)", ""}, Case{"https://..", ""}));

TEST(Address, IsRefusedBeyondItsLimit) {
    EXPECT_TRUE(Address::parse("/" + std::string(4000, 'a')).has_value());
    EXPECT_FALSE(Address::parse("/" + std::string(5000, 'a')).has_value());
    EXPECT_FALSE(Address::parse("/" + std::string(2000, ' ') + "x").has_value()) << "encoded it is too long";
}

TEST(Address, TellsTheHostOfWebAddressesOnly) {
    EXPECT_EQ(Address::parse("https://www.Example.com:80/x")->host(), "www.example.com");
    EXPECT_EQ(Address::parse("https://[::1]:80/x")->host(), "[::1]");
    EXPECT_EQ(Address::parse("mailto:a@b.example")->host(), "");
}

}  // namespace
}  // namespace stoppress::document
