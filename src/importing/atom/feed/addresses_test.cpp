// SPDX-License-Identifier: GPL-3.0-or-later
// Relative addresses, hosts and paths; settings of a blog.
#include "importing/atom/feed/addresses.hpp"

#include <gtest/gtest.h>

#include "importing/atom/feed/blog_settings.hpp"

namespace stoppress::importing::atom {
namespace {

TEST(Resolved, FollowsTheRulesOfAddresses) {
    constexpr std::string_view kBase = "https://a.test/b/c/d;p?q";
    EXPECT_EQ(resolved(kBase, "g"), "https://a.test/b/c/g");
    EXPECT_EQ(resolved(kBase, "./g/"), "https://a.test/b/c/g/");
    EXPECT_EQ(resolved(kBase, "/g"), "https://a.test/g");
    EXPECT_EQ(resolved(kBase, "//h.test/g"), "https://h.test/g");
    EXPECT_EQ(resolved(kBase, "?y"), "https://a.test/b/c/d;p?y");
    EXPECT_EQ(resolved(kBase, "g?y/../x#s"), "https://a.test/b/c/g?y/../x#s");
    EXPECT_EQ(resolved(kBase, "#s"), "https://a.test/b/c/d;p?q#s");
    EXPECT_EQ(resolved(kBase, ""), "https://a.test/b/c/d;p?q");
    EXPECT_EQ(resolved(kBase, "../../../g"), "https://a.test/g");
    EXPECT_EQ(resolved(kBase, ".."), "https://a.test/b/");
    EXPECT_EQ(resolved(kBase, "mailto:x@a.test"), "mailto:x@a.test");
    EXPECT_EQ(resolved("https://a.test", "g"), "https://a.test/g");
    EXPECT_EQ(resolved("https://a.test?x", "g"), "https://a.test/g");
    EXPECT_EQ(resolved("", "g"), "g");
    EXPECT_EQ(resolved("urn:x", "g"), "g");
}

TEST(HostOfAddress, IsInLowerCaseWithoutPortAndWww) {
    EXPECT_EQ(host_of_address("https://www.Paper.test:8443/x"), "paper.test");
    EXPECT_EQ(host_of_address("/x"), "");
    EXPECT_EQ(host_of_address("https:paper.test"), "");
}

TEST(PathOfAddress, IsCanonicalAndWithoutFragment) {
    EXPECT_EQ(path_of_address("https://paper.test"), "/");
    EXPECT_EQ(path_of_address("https://paper.test/a b?c#d"), "/a%20b?c");
    EXPECT_EQ(path_of_address("/a/../b"), "/b");
    EXPECT_EQ(path_of_address("a"), std::nullopt);
    EXPECT_EQ(path_of_address("//paper.test/a"), std::nullopt);
}

TEST(BlogSettings, AreReadFromATableAndSayWhoCouldReadTheBlog) {
    const auto settings = read_blog_settings("blog_name,blog_description,blog_read_access_mode\n\"A, B\",\"two\nlines\",PUBLIC\n");
    ASSERT_TRUE(settings.has_value());
    EXPECT_EQ(blog_setting(*settings, "blog_name"), "A, B");
    EXPECT_EQ(blog_setting(*settings, "none"), "");
    EXPECT_EQ(blog_readers(*settings), BlogReaders::everybody);
    EXPECT_EQ(blog_readers({{"blog_read_access_mode", "READERS"}}), BlogReaders::some);
    EXPECT_EQ(blog_readers({}), BlogReaders::unknown);
    EXPECT_FALSE(read_blog_settings("a,b\n1,2\n").has_value());
    EXPECT_FALSE(read_blog_settings("blog_name\n\"never closed").has_value());
    EXPECT_FALSE(read_blog_settings("").has_value());
}

}  // namespace
}  // namespace stoppress::importing::atom
