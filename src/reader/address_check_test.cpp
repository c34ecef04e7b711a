// SPDX-License-Identifier: GPL-3.0-or-later
// Tests which addresses are refused without reading the store, and that no address that may be live is.
#include "reader/address_check.hpp"

#include <gtest/gtest.h>

namespace stoppress::reader {
namespace {

class AddressCheck : public testing::Test {
protected:
    AddressCheck() {
        for (const auto* path : {"/2026/11/a-story", "/%C3%BCber", "/?p=12", "/sections/city", "/topics/water", "/archive/2026/11",
                                 "/archive/2026", "/sections/gone/feed.xml", "/former/"}) {
            EXPECT_TRUE(live_.add(path));
        }
        live_.note_story({45});
        settings_.lists.page_length = 20;
    }

    [[nodiscard]] bool may_exist(std::string_view path, std::string_view query = {}) const {
        const auto route = parse_route(path, query, settings_.boxes.most_viewed.window);
        return route && reader::may_exist(*route, live_, settings_);
    }

    edition::LiveAddresses live_;
    settings::Settings settings_;
};

TEST_F(AddressCheck, IsPossibleWhereverSomethingWasAdded) {
    for (const auto* path :
         {"/2026/11/a-story", "/2026/11/a-story/", "/über", "/sections/city", "/sections/city/atom.xml", "/topics/water/feed.json",
          "/archive/2026/11", "/archive/2026/11/feed.xml", "/archive/2026", "/sections/gone/feed.xml", "/former", "/former/"}) {
        EXPECT_TRUE(may_exist(path)) << path;
    }
    EXPECT_TRUE(may_exist("/", "p=12"));
}

TEST_F(AddressCheck, IsPossibleForWhatOnlyReadingCanTell) {
    for (const auto* path : {"/", "/latest", "/most-viewed", "/feed.xml", "/corrections", "/archive", "/sections", "/topics", "/authors",
                             "/sitemap.xml", "/sitemap-1.xml", "/sitemap-lists.xml", "/news-sitemap.xml", "/robots.txt"}) {
        EXPECT_TRUE(may_exist(path)) << path;
    }
    EXPECT_TRUE(may_exist("/latest", "page=3"));
    EXPECT_TRUE(may_exist("/sections/city", "page=3"));
    EXPECT_TRUE(may_exist("/corrections", "page=9"));
}

TEST_F(AddressCheck, IsDeniedToLookAlikes) {
    for (const auto* path : {"/2026/11/a-stor", "/2026/11/a-story-2", "/2026/11/A-story", "/2026/11/a%2Dstory", "/2026/11/a-story/x",
                             "/%C3%BCber", "/sections/town", "/sections/City", "/sections/gone", "/topics/city", "/authors/city",
                             "/archive/2025", "/archive/2025/11", "/archive/2026/13", "/sitemap-2.xml", "/sections/town/feed.xml"}) {
        EXPECT_FALSE(may_exist(path)) << path;
    }
    EXPECT_FALSE(may_exist("/", "p=13"));
}

TEST_F(AddressCheck, IsDeniedToPagesThatNoListOfTheSiteCanHave) {
    for (const auto* path : {"/", "/latest", "/most-viewed", "/sections/city", "/topics/water", "/archive/2026/11"}) {
        EXPECT_FALSE(may_exist(path, "page=4")) << path;  // 45 stories, 20 on each
    }
    for (const auto* path : {"/archive", "/sections", "/topics", "/authors", "/archive/2026"}) {
        EXPECT_FALSE(may_exist(path, "page=2")) << path;
    }
}

}  // namespace
}  // namespace stoppress::reader
