// SPDX-License-Identifier: GPL-3.0-or-later
// Tests what may be redirected and what a link may lead to: nothing of the site's own, and no target that a browser takes
// for another host than a person reads.
#include "newsroom/site/site_address.hpp"

#include <gtest/gtest.h>

#include "newsroom/limits.hpp"

namespace stoppress::newsroom {
namespace {

constexpr std::string_view kSiteUrl = "https://news.example";

std::string old_path(std::string_view text) {
    const auto path = read_old_path(text, kSiteUrl);
    return path.has_value() ? *path : "refused";
}

std::string link_target(std::string_view text) {
    const auto address = read_link_target(text, kSiteUrl);
    return address.has_value() ? *address : "refused";
}

TEST(ReadOldPath, BringsAPathIntoTheFormInWhichItIsLookedUp) {
    EXPECT_EQ(old_path("/old/address"), "/old/address");
    EXPECT_EQ(old_path("  /old/address\t"), "/old/address");
    EXPECT_EQ(old_path("/über uns"), "/%C3%BCber%20uns");
    EXPECT_EQ(old_path("/%C3%BCber%20uns"), "/%C3%BCber%20uns");
    EXPECT_EQ(old_path("/%c3%bcber%20uns"), "/%C3%BCber%20uns") << "the same path, written differently";
    EXPECT_EQ(old_path("https://news.example/old"), "/old");
    EXPECT_EQ(old_path("https://news.example.evil.example/old"), "refused");
    EXPECT_EQ(old_path("https://other.example/old"), "refused");
}

TEST(ReadOldPath, TakesPlainPermalinksAndNoOtherQuery) {
    EXPECT_EQ(old_path("/?p=12"), "/?p=12");
    EXPECT_EQ(old_path("/?page_id=7"), "/?page_id=7");
    EXPECT_EQ(old_path("/?attachment_id=123456789"), "/?attachment_id=123456789");
    EXPECT_EQ(old_path("https://news.example/?p=12"), "/?p=12");
    for (const auto* text : {"/?p=", "/?p=012", "/?p=0", "/?p=12a", "/?p=1234567890", "/?p=1&x=2", "/?q=1", "/a?p=1", "/a#b"}) {
        EXPECT_EQ(old_path(text), "refused") << text;
    }
}

TEST(ReadOldPath, LeavesTheSitesOwnAddressesAlone) {
    for (const auto* text : {"/",
                             "https://news.example",
                             "https://news.example/",
                             "/latest",
                             "/latest/",
                             "/latest/2",
                             "/most-viewed",
                             "/most-viewed/week",
                             "/feed.xml",
                             "/sitemap.xml",
                             "/sitemap-1.xml",
                             "/robots.txt",
                             "/healthz",
                             "/metrics",
                             "/api",
                             "/api/v1/stories",
                             "/newsroom",
                             "/newsroom/",
                             "/assets/a/style.css",
                             "/media/a.png",
                             "/preview/x",
                             "/archive",
                             "/archive/2026/11",
                             "/corrections",
                             "/%61pi/v1"}) {
        EXPECT_EQ(old_path(text), "refused") << text;
    }
    // Only whole names are reserved.
    for (const auto* text : {"/latest-news", "/apis", "/mediation", "/feed.xml.old", "/newsrooms"}) {
        EXPECT_EQ(old_path(text), text);
    }
}

TEST(ReadOldPath, RefusesWhatNoRequestCanHave) {
    for (const auto* text :
         {"", "old", "//old", "/a//b", "/a/../b", "/./a", "/a\\b", "/a%5Cb", "/a%00b", "/%ff", "/%zz", "/%2", "/a%2e%2e/../b"}) {
        EXPECT_EQ(old_path(text), "refused") << text;
    }
    EXPECT_EQ(old_path("/" + std::string(kMaxRedirectAddress - 1, 'a')).size(), kMaxRedirectAddress);
    EXPECT_EQ(old_path("/" + std::string(kMaxRedirectAddress, 'a')), "refused");
}

TEST(ReadLinkTarget, TakesPathsOfThisSiteWithQueryAndFragment) {
    EXPECT_EQ(link_target("/new"), "/new");
    EXPECT_EQ(link_target("/"), "/");
    EXPECT_EQ(link_target("https://news.example"), "/");
    EXPECT_EQ(link_target("https://news.example/new?a=1#part"), "/new?a=1#part");
    EXPECT_EQ(link_target("/über uns?a=%20#b"), "/%C3%BCber%20uns?a=%20#b");
    EXPECT_EQ(link_target("/latest"), "/latest") << "a link may lead to the site's own pages";
    EXPECT_EQ(link_target("/new?a=ü"), "refused");
    EXPECT_EQ(link_target("/new?a=<b>"), "refused");
    EXPECT_EQ(link_target("/new?" + std::string(kMaxRedirectAddress, 'a')), "refused");
}

TEST(ReadLinkTarget, TakesHttpsAddressesOfOtherSites) {
    EXPECT_EQ(link_target("https://other.example/a?b=c#d"), "https://other.example/a?b=c#d");
    for (const auto* text : {"http://other.example/a", "ftp://other.example/a", "javascript:alert(1)", "data:text/html,a",
                             "mailto:a@b.example", "other.example/a", "https:", "https://", "https:///other.example", "https:other.example",
                             "https://other.example/a b", "https://other.example/\x01"}) {
        EXPECT_EQ(link_target(text), "refused") << text;
    }
}

TEST(ReadLinkTarget, RefusesPathsThatBrowsersTakeForAnotherHost) {
    for (const auto* text :
         {"//other.example", "/\\other.example", "\\\\other.example", "/%5Cother.example", "/\t/other.example", "/\n/other.example",
          "https://news.example//other.example", "/a/..//other.example", "https://news.example\\@other.example/"}) {
        EXPECT_EQ(link_target(text), "refused") << text;
    }
}

}  // namespace
}  // namespace stoppress::newsroom
