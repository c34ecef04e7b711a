// SPDX-License-Identifier: GPL-3.0-or-later
// Tests that each address is parsed in one way, and that all addresses that ask for the same share one key.
#include "reader/route.hpp"

#include <gtest/gtest.h>

#include "story/addresses/kept_addresses.hpp"

namespace stoppress::reader {
namespace {

constexpr auto kWindow = story::Window::week;

std::string key(std::string_view path, std::string_view query = {}) {
    const auto route = parse_route(path, query, kWindow);
    return route ? key_of(*route, kWindow) : "none";
}

TEST(Route, GivesOneKeyToAllAddressesOfOnePage) {
    EXPECT_EQ(key("/"), "/");
    EXPECT_EQ(key("/", "page=1"), "/");
    EXPECT_EQ(key("/", "utm_source=x"), "/");
    EXPECT_EQ(key("/", "page=3&utm_source=x"), "/?page=3");
    EXPECT_EQ(key("/latest", "page=2"), "/latest?page=2");
    EXPECT_EQ(key("/sections/city", "page=2"), "/sections/city?page=2");
    EXPECT_EQ(key("/most-viewed", "window=week"), "/most-viewed");
    EXPECT_EQ(key("/most-viewed", "page=2&window=day"), "/most-viewed?window=day&page=2");
    EXPECT_EQ(key("/feed.xml"), "/feed.xml");
    EXPECT_EQ(key("/topics/water/feed.json", "page=7"), "/topics/water/feed.json");
    EXPECT_EQ(key("/archive/2026/03/atom.xml"), "/archive/2026/03/atom.xml");
    EXPECT_EQ(key("/most-viewed/feed.xml", "window=all"), "/most-viewed/feed.xml?window=all");
    EXPECT_EQ(key("/2026/03/a-slug", "fbclid=1"), "/2026/03/a-slug");
    EXPECT_EQ(key("/sitemap-12.xml"), "/sitemap-12.xml");
}

TEST(Route, KeepsPlainPermalinksOfWordPress) {
    EXPECT_EQ(key("/", "p=123"), "/?p=123");
    EXPECT_EQ(key("/", "page_id=7&utm_source=x"), "/?page_id=7");
    EXPECT_EQ(key("/", "p=0123"), "/");
    EXPECT_EQ(key("/", "p=x"), "/");
}

TEST(Route, ReadsItsKeysBack) {
    for (const auto* text : {"/",
                             "/corrections",
                             "/corrections?page=2",
                             "/corrections/feed.xml",
                             "/?page=3",
                             "/latest?page=2",
                             "/sections/city/feed.xml",
                             "/most-viewed?window=day&page=2",
                             "/archive/2026/03",
                             "/2026/03/a-slug",
                             "/?p=123",
                             "/sitemap-2.xml",
                             "/robots.txt",
                             "/feed.json",
                             "/archive",
                             "/archive/2026",
                             "/sections",
                             "/topics?page=2",
                             "/authors",
                             "/topics/%D8%B4%D9%87%D8%B1/feed.xml",
                             "/sitemap-lists.xml",
                             "/news-sitemap.xml?minute=29732345"}) {
        const auto route = parse_key(text, kWindow);
        ASSERT_TRUE(route.has_value()) << text;
        EXPECT_EQ(key_of(*route, kWindow), text);
    }
}

TEST(Route, KnowsTheListThatIsMeantByASlashTooMany) {
    for (const auto* path : {"/latest", "/most-viewed", "/sections/city", "/topics/water", "/authors/ann-lee", "/archive/2024/05",
                             "/archive", "/archive/2024", "/sections", "/topics", "/authors", "/feed.xml", "/topics/water/atom.xml"}) {
        EXPECT_EQ(list_without_slash(std::string{path} + "/"), path);
        EXPECT_EQ(list_without_slash(path), std::nullopt);
    }
    for (const auto* path : {"/", "/2024/05/a-story/", "/archive/2024/13/", "/archive/24/", "/sections/City!/", "/topics/a/b/",
                             "/sitemap.xml/", "/robots.txt/", "/api/"}) {
        EXPECT_EQ(list_without_slash(path), std::nullopt) << path;
    }
}

// The list of kept addresses and the routes are two tables: one that knew less would let a story be published where nobody sees it.
TEST(Route, AgreesWithTheListOfKeptAddresses) {
    for (const char* path : {"/",
                             "/latest",
                             "/most-viewed",
                             "/corrections",
                             "/archive",
                             "/archive/2026",
                             "/archive/2026/03",
                             "/sections",
                             "/sections/city",
                             "/topics",
                             "/topics/water",
                             "/authors",
                             "/authors/mina",
                             "/feed.xml",
                             "/atom.xml",
                             "/feed.json",
                             "/latest/feed.xml",
                             "/sections/city/feed.json",
                             "/archive/2026/03/atom.xml",
                             "/sitemap.xml",
                             "/sitemap-1.xml",
                             "/sitemap-lists.xml",
                             "/news-sitemap.xml",
                             "/robots.txt"}) {
        EXPECT_TRUE(story::is_a_list(path)) << path;
        EXPECT_NE(parse_route(path, "", story::Window::week)->subject, Subject::address) << path;
    }
    for (const char* path : {"/latest/",
                             "/sections/city/one",
                             "/archive/march",
                             "/archive/2026/",
                             "/sitemap-x.xml",
                             "/sitemap-.xml",
                             "/2026/03/bridge",
                             "/about/",
                             "/feed.xml/",
                             "/latestnews",
                             "/sections/",
                             "/archive/2026/13",
                             "/archive/2026/00",
                             "/archive/0000",
                             "/archive/0000/01",
                             "/archive/feed.xml",
                             "/archive/2026/feed.xml",
                             "/sections/feed.xml",
                             "/sitemap-0.xml",
                             "/sitemap-01.xml",
                             "/sections/Not A Slug",
                             "/archive/2026-03",
                             "/archive/20260"}) {
        EXPECT_FALSE(story::is_a_list(path)) << path;
        EXPECT_EQ(parse_route(path, "", story::Window::week)->subject, Subject::address) << path;
    }
}

TEST(Route, RefusesWhatNoPageAnswersTo) {
    EXPECT_EQ(key("/latest", "page=0"), "none");
    EXPECT_EQ(key("/latest", "page=-1"), "none");
    EXPECT_EQ(key("/latest", "page=01"), "none");
    EXPECT_EQ(key("/latest", "page=99999999999999999999"), "none");
    EXPECT_EQ(key("/most-viewed", "window=fortnight"), "none");
    EXPECT_EQ(key("/latest", "page=1&page=2"), "none");
    EXPECT_EQ(key("/a?page=2"), "none");
    // Not lists: looked up as addresses, where nothing stands.
    EXPECT_EQ(parse_route("/archive/2026/13", {}, kWindow)->subject, Subject::address);
    EXPECT_EQ(parse_route("/sections/City!", {}, kWindow)->subject, Subject::address);
    EXPECT_EQ(parse_route("/sitemap-0.xml", {}, kWindow)->subject, Subject::address);
    EXPECT_EQ(parse_route("/latest/", {}, kWindow)->subject, Subject::address);
}

}  // namespace
}  // namespace stoppress::reader
