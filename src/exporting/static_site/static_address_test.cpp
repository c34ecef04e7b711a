// SPDX-License-Identifier: GPL-3.0-or-later
// Where pages are in a site of files.
#include "exporting/static_site/static_address.hpp"

#include <gtest/gtest.h>

#include <string>

namespace stoppress::exporting {
namespace {

constexpr auto kWindow = story::Window::week;

std::string link(std::string_view address) {
    return static_link(address, kWindow).value_or("stays");
}

std::string file(std::string_view address, bool is_page = true) {
    return file_at(address, is_page).value_or("none");
}

TEST(StaticAddress, PagesOfListsAndWindowsAreInTheirPaths) {
    EXPECT_EQ(link("/?page=2"), "/page/2");
    EXPECT_EQ(link("/latest?page=3#end"), "/latest/page/3#end");
    EXPECT_EQ(link("/most-viewed?window=day&page=2"), "/most-viewed/day/page/2");
    EXPECT_EQ(link("/most-viewed?window=week"), "/most-viewed");
    EXPECT_EQ(link("/topics/%D8%A2%D8%A8?page=2"), "/topics/%D8%A2%D8%A8/page/2");
    EXPECT_EQ(link("/latest?page=1"), "/latest");
}

TEST(StaticAddress, OtherLinksStay) {
    for (const char* address : {"/latest", "/latest?ref=x", "/2026/03/bridge?page=2", "/latest?page=0", "/a//b?page=2", "/search?q=page",
                                "/%zz?page=2", "/most-viewed/feed.xml?window=day"}) {
        EXPECT_EQ(link(address), "stays") << address;
    }
}

TEST(StaticAddress, FilesAreWhereServersLook) {
    EXPECT_EQ(file("/"), "index.html");
    EXPECT_EQ(file("/2026/03/bridge"), "2026/03/bridge.html");
    EXPECT_EQ(file("/about/"), "about/index.html");
    EXPECT_EQ(file("/News/One.html"), "News/One.html");
    EXPECT_EQ(file("/story.php"), "story.php.html");
    EXPECT_EQ(file("/%D8%A8"), "\xD8\xA8.html");
    EXPECT_EQ(file("/feed.xml", false), "feed.xml");
}

TEST(StaticAddress, NoFileIsOutsideOrHasAnImpossibleName) {
    for (const std::string& address : {std::string("/../x"), std::string("/a/./b"), std::string("//x"), std::string("/a%2Fb"),
                                       std::string("/a%00b"), "/" + std::string(251, 'x')}) {
        EXPECT_EQ(file(address), "none") << address;
    }
    EXPECT_EQ(file("/feed/", false), "none");
    EXPECT_EQ(file("/" + std::string(250, 'x')), std::string(250, 'x') + ".html");
}

}  // namespace
}  // namespace stoppress::exporting
