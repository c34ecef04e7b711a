// SPDX-License-Identifier: GPL-3.0-or-later
// Callers are authenticated in one place, and a change is accepted from the site's own pages only.
#include "newsroom/auth/authenticate.hpp"

#include <gtest/gtest.h>

#include "newsroom/auth/sign_in_throttle.hpp"

namespace stoppress::newsroom {
namespace {

TEST(Authenticate, WritesAnOriginAsBrowsersDo) {
    EXPECT_EQ(origin_of("https://News.Example.org/a/b?c#d"), "https://news.example.org");
    EXPECT_EQ(origin_of("https://news.example.org:443/"), "https://news.example.org");
    EXPECT_EQ(origin_of("http://127.0.0.1:80"), "http://127.0.0.1");
    EXPECT_EQ(origin_of("http://127.0.0.1:8080"), "http://127.0.0.1:8080");
    EXPECT_EQ(origin_of("https://news.example.org:80"), "https://news.example.org:80");
    EXPECT_EQ(origin_of("https://[::1]:8443/x"), "https://[::1]:8443");
    EXPECT_EQ(origin_of("nowhere"), "");
}

TEST(Authenticate, FindsTheSecretAmongOtherCookies) {
    EXPECT_EQ(session_secret("__Host-stoppress=abc"), "abc");
    EXPECT_EQ(session_secret("a=b; __Host-stoppress=abc; c=d"), "abc");
    EXPECT_EQ(session_secret("__Host-stoppress=first; __Host-stoppress=second"), "first");
    for (const std::string_view none : {"", "a=b", "__Host-stoppress", "__Host-stoppress=", "x__Host-stoppress=abc", "__host-stoppress=abc",
                                        "stoppress=abc", "__Host-stoppress2=abc"}) {
        EXPECT_EQ(session_secret(none), "") << none;
    }
}

TEST(Authenticate, TakesAChangeFromTheSitesOwnPages) {
    struct Case {
        std::string_view origin;
        std::string_view site;
        bool with_cookie;
        bool without;
    };
    for (const Case& row : {Case{"", "", false, true}, Case{"https://a.example", "", true, true}, Case{"", "same-origin", true, true},
                            Case{"https://a.example", "cross-site", true, true}, Case{"https://b.example", "", false, false},
                            Case{"null", "", false, false}, Case{"", "cross-site", false, false}, Case{"", "same-site", false, false},
                            Case{"", "none", false, false}, Case{"https://b.example", "same-origin", true, true}}) {
        http::Request request;
        request.origin = row.origin;
        request.sec_fetch_site = row.site;
        EXPECT_EQ(is_from_own_page(request, "https://a.example"), row.without) << row.origin << " " << row.site;
        request.cookie = "__Host-stoppress=abc";
        EXPECT_EQ(is_from_own_page(request, "https://a.example"), row.with_cookie) << row.origin << " " << row.site;
    }
    http::Request request;
    request.cookie = "__Host-stoppress=abc";
    EXPECT_FALSE(is_from_own_page(request, "")) << "no origin is nobody's";
}

TEST(Authenticate, KeepsOfAnAddressOnlyWhereaboutsItIs) {
    EXPECT_EQ(address_hint("192.0.2.77"), "192.0.2.*");
    EXPECT_EQ(address_hint("2001:db8:1:2:3:4:5:6"), "2001:db8:1::*");
    EXPECT_EQ(address_hint("nonsense"), "");
}

}  // namespace
}  // namespace stoppress::newsroom
