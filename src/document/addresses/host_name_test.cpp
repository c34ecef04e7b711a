// SPDX-License-Identifier: GPL-3.0-or-later
// Tests that a host name is shown in its own script, and unchanged if it has none or is not valid.
#include "document/addresses/host_name.hpp"

#include <gtest/gtest.h>

namespace stoppress::document {
namespace {

TEST(HostName, IsShownInItsOwnScript) {
    EXPECT_EQ(shown_host("xn--mnchen-3ya.example"), "münchen.example");
    EXPECT_EQ(shown_host("news.xn--mgbayh7gpa"), "news.الاردن");
    EXPECT_EQ(shown_host("xn--80ak6aa92e.com"), "аррӏе.com");
}

TEST(HostName, IsLeftAsItIsWhereItHasNoOtherForm) {
    for (const auto* host :
         {"example.org", "", ".", "*", "xn--", "xn--a", "xn--\xff", "xn--mnchen-3ya..", "xn--zzzzzzzzzzzzzzzzzz.example"}) {
        EXPECT_EQ(shown_host(host), host);
    }
}

}  // namespace
}  // namespace stoppress::document
