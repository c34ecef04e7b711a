// SPDX-License-Identifier: GPL-3.0-or-later
// Which addresses no story may have. That lists are where the routes say is in reader/route_test.cpp.
#include "story/addresses/kept_addresses.hpp"

#include <gtest/gtest.h>

namespace stoppress::story {
namespace {

TEST(KeptAddresses, PlacesAreKeptWithAllBelowThem) {
    for (const char* path : {"/api", "/api/", "/api/v1/x", "/newsroom/", "/media/a.jpg", "/assets/x", "/.well-known/acme-challenge/x",
                             "/preview/x", "/healthz", "/metrics/x"}) {
        EXPECT_TRUE(is_in_own_place(path)) << path;
    }
    for (const char* path : {"/", "/apiary", "/mediation/x", "/2026/api", "/well-known", "", "/latest"}) {
        EXPECT_FALSE(is_in_own_place(path)) << path;
    }
}

TEST(KeptAddresses, RedirectsAreSeenWhereTheProgramHasNothing) {
    for (const char* path : {"/api/x", "/newsroom/x", "/healthz", "/feed.xml", "/latest", "/robots.txt", "/", "/sitemap-1.xml", "/api"}) {
        EXPECT_TRUE(hides_redirects(path)) << path;
    }
    // Where an old site had its pictures, and sections that are not here.
    for (const char* path : {"/media/2019/a.jpg", "/assets/a.png", "/sections/old", "/topics/old/feed.xml", "/about/"}) {
        EXPECT_FALSE(hides_redirects(path)) << path;
    }
}

}  // namespace
}  // namespace stoppress::story
