// SPDX-License-Identifier: GPL-3.0-or-later
// Tests for the addresses of a Ghost site: filters, routes, redirects, files.
#include "importing/ghost/addresses/routes.hpp"

#include <gtest/gtest.h>

#include "importing/ghost/addresses/redirects.hpp"
#include "importing/ghost/old_files.hpp"

namespace stoppress::importing::ghost {
namespace {

PostFields story() {
    return {.id = "1", .slug = "a", .tags = {"news", "hash-x"}, .authors = {"ann", "ben"}, .primary_tag = "news", .featured = true};
}

bool matches(std::string_view filter) {
    const auto parsed = PostFilter::parse(filter);
    EXPECT_TRUE(parsed.has_value()) << filter;
    return parsed.has_value() && parsed->matches(story());
}

TEST(PostFilter, MatchesTagsAuthorsAndFeatured) {
    for (const char* filter : {"", "tag:news", "tags:hash-x", "tag:-sports", "tag:[sports,news]", "primary_tag:news", "author:ben",
                               "primary_author:ann", "featured:true", "tag:sports,tag:news", "tag:news+author:ann", "tag:'news'",
                               "authors:-[eve, kim]", "tag:sports+author:eve,featured:true"}) {
        EXPECT_TRUE(matches(filter)) << filter;
    }
    for (const char* filter : {"tag:sports", "tag:-news", "primary_tag:hash-x", "primary_author:ben", "featured:false",
                               "tag:news+author:eve", "tag:-[sports,news]", "primary_tag:null"}) {
        EXPECT_FALSE(matches(filter)) << filter;
    }
}

TEST(PostFilter, RefusesWhatItDoesNotKnow) {
    for (const char* filter :
         {"slug:a", "tag", "tag:", "tag:news+", "tag:[news", "published_at:>2020", "(tag:news)", "tag:news;x", "tag:~'x'", "+", ","}) {
        EXPECT_FALSE(PostFilter::parse(filter).has_value()) << filter;
    }
}

TEST(Routes, OwnRuleIsTheSlugAlone) {
    const Routes routes;
    EXPECT_EQ(routes.post(story(), {}, "UTC"), "/a/");
    EXPECT_EQ(routes.tag("news"), "/tag/news/");
    EXPECT_EQ(routes.author("ann"), "/author/ann/");
    EXPECT_TRUE(routes.lists().empty());
}

TEST(Routes, FillPermalinksByTheSitesZone) {
    const auto routes =
        Routes::read("collections:\n  /x/:\n    permalink: /x/{year}/{month}/{day}/{primary_tag}/{primary_author}/{id}/{slug}/\n");
    ASSERT_TRUE(routes.has_value());
    const base::Time before_midnight = base::parse_rfc3339("2023-12-31T23:30:00Z").value();
    EXPECT_EQ(routes->post(story(), before_midnight, "UTC"), "/x/2023/12/31/news/ann/1/a/");
    EXPECT_EQ(routes->post(story(), before_midnight, "Asia/Tehran"), "/x/2024/01/01/news/ann/1/a/");
    EXPECT_EQ(
        routes->post({.id = "2", .slug = "b", .tags = {}, .authors = {}, .primary_tag = "", .featured = false}, before_midnight, "UTC"),
        "/x/2023/12/31/all/all/2/b/");
    EXPECT_EQ(routes->lists(), std::vector<std::string>{"/x/"});
}

TEST(Routes, WithoutTaxonomiesThereAreNoLists) {
    const auto routes = Routes::read("taxonomies:\n  tag: /t/{slug}/\n");
    ASSERT_TRUE(routes.has_value());
    EXPECT_EQ(routes->tag("news"), "/t/news/");
    EXPECT_EQ(routes->author("ann"), "");
}

TEST(Redirects, OnlyPatternsOfOnePathAreTaken) {
    EXPECT_EQ(path_of_pattern("/old"), "/old");
    EXPECT_EQ(path_of_pattern("^/old/$"), "/old/");
    EXPECT_EQ(path_of_pattern("^\\/old\\/?$"), "/old/");
    EXPECT_EQ(path_of_pattern("/^\\/old$/i"), "/old");
    EXPECT_EQ(path_of_pattern("/feed\\.xml"), "/feed.xml");
    EXPECT_EQ(path_of_pattern("/feed.xml"), "/feed.xml");
    for (const char* several : {"/old/(.*)", "/a|/b", "/[ab]", "/\\d+", "old", "", "^", "/a*", "/x{2}"}) {
        EXPECT_EQ(path_of_pattern(several), "") << several;
    }
}

TEST(OldFiles, ArePlacedByAddressWhateverSizeIsAskedFor) {
    EXPECT_EQ(OldFiles::place_of("/content/images/2026/11/a.png"), "images/2026/11/a.png");
    EXPECT_EQ(OldFiles::place_of("/blog/content/images/size/w600/2026/11/a.png?x#y"), "images/2026/11/a.png");
    EXPECT_EQ(OldFiles::place_of("/content/images/size/w600/format/webp/2026/a%20b.png"), "images/2026/a b.png");
    EXPECT_EQ(OldFiles::place_of("/content/files/f.pdf"), "files/f.pdf");
    for (const char* other : {"/about/", "/content/themes/x.js", "/content/images/", "/content/images/size/w600", "/images/a.png", ""}) {
        EXPECT_EQ(OldFiles::place_of(other), "") << other;
    }
}

TEST(OldAddresses, KnowTheSiteByMarkHostAndFolder) {
    const OldAddresses site("https://www.paper.test/blog/");
    EXPECT_EQ(site.folder(), "/blog");
    EXPECT_EQ(site.path_of("__GHOST_URL__/about/#x"), "/blog/about/#x");
    EXPECT_EQ(site.path_of("__GHOST_URL__"), "/blog/");
    EXPECT_EQ(site.path_of("http://PAPER.test/blog/a/?b"), "/blog/a/?b");
    EXPECT_EQ(site.path_of("/blog/a/"), "/blog/a/");
    for (const char* other : {"https://paper.test/shop/", "https://paper.test.evil.test/blog/", "https://other.test/blog/",
                              "//paper.test/blog/", "mailto:a@paper.test", "a/b", ""}) {
        EXPECT_EQ(site.path_of(other), std::nullopt) << other;
    }
    EXPECT_EQ(OldAddresses("").path_of("https://paper.test/"), std::nullopt);
}

}  // namespace
}  // namespace stoppress::importing::ghost
