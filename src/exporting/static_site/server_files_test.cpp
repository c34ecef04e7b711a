// SPDX-License-Identifier: GPL-3.0-or-later
// What stands in the files for web servers. That both servers read them is seen in tests/site/export_static_test.py.
#include "exporting/static_site/server_files.hpp"

#include <gtest/gtest.h>

#include <string>

namespace stoppress::exporting {
namespace {

class ServerFiles : public testing::Test {
protected:
    void finish() {
        leading_on_.finish([](std::string_view path) { return path == "/page.html"; });
    }
    [[nodiscard]] std::string nginx() const {
        return nginx_file({.url = "https://paper.test:8443",
                           .folder = "/srv/x/public",
                           .player_origins = {},
                           .icon = "/assets/i.svg",
                           .leading_on = leading_on_});
    }
    [[nodiscard]] std::string caddy() const {
        return caddy_file({.url = "https://paper.test",
                           .folder = "/srv/x/public",
                           .player_origins = {},
                           .icon = "/assets/i.svg",
                           .leading_on = leading_on_});
    }
    [[nodiscard]] static std::size_t count(const std::string& text, std::string_view what) {
        std::size_t found = 0;
        for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + 1)) {
            ++found;
        }
        return found;
    }

    LeadingOn leading_on_{story::Window::week};
};

TEST_F(ServerFiles, PathsAreDecodedAndTargetsHaveNoQueries) {
    leading_on_.add("/%D8%A8", "/most-viewed?window=day");
    finish();
    EXPECT_NE(nginx().find("\"/\xD8\xA8\" \"/most-viewed/day\";"), std::string::npos);
    EXPECT_NE(caddy().find("\"/\xD8\xA8\" \"/most-viewed/day\""), std::string::npos);
}

TEST_F(ServerFiles, AddressesThatDifferInCaseOnlyBothLead) {
    leading_on_.add("/old", "/a");
    leading_on_.add("/OLD", "/b");
    leading_on_.add("/old", "/c");
    finish();
    EXPECT_EQ(count(nginx(), "\"/old\" \"/a\";"), 1);
    EXPECT_EQ(count(nginx(), "location = \"/OLD\" { return 301 \"/b\"; }"), 1);
    EXPECT_EQ(count(nginx(), "\"/c\""), 0);
    EXPECT_EQ(count(caddy(), "\"/c\""), 0);
}

TEST_F(ServerFiles, NothingCanEndItsQuotesOrBecomeAVariable) {
    for (const char* path : {"/a%22b", "/a%5Cb", "/$uri", "/a{path}", "/a%60", "/a%0Ab"}) {
        leading_on_.add(path, "/x");
    }
    EXPECT_EQ(leading_on_.left_out().size(), 6);
    leading_on_.add("/to", "https://example.org/$uri?{path}&\"x y");
    finish();
    EXPECT_NE(nginx().find("https://example.org/%24uri?%7Bpath%7D&%22x%20y"), std::string::npos);
    leading_on_.add("/?p=1;x", "/x");
    leading_on_.add("/?a%20b=1", "/x");
    EXPECT_EQ(leading_on_.left_out().size(), 8);
}

TEST_F(ServerFiles, WhatIsGoneAndWhatIsAskedByNumberHaveTheirPlaces) {
    leading_on_.add_gone("/gone");
    leading_on_.add("/?p=12", "/about");
    leading_on_.add("/page.html", "/x");
    finish();
    EXPECT_EQ(leading_on_.redirects(), 2);
    EXPECT_NE(nginx().find("\"/gone\" \"gone\";"), std::string::npos);
    EXPECT_NE(nginx().find("map $arg_p $stoppress_paper_test_p {\n    \"12\" \"/about\";"), std::string::npos);
    EXPECT_NE(nginx().find("server_name paper.test;"), std::string::npos);
    EXPECT_NE(nginx().find("location = /favicon.ico { return 302 \"/assets/i.svg\"; }"), std::string::npos);
}

TEST_F(ServerFiles, WhatHasAnotherPagesFileIsLookedForFirst) {
    leading_on_.add("/page.html", "/x");
    leading_on_.add("/other.html", "/y");
    finish();
    EXPECT_EQ(count(nginx(), "location = \"/page.html\" { return 301 \"/x\"; }"), 1);
    EXPECT_EQ(count(nginx(), "\"/other.html\" \"/y\";"), 1);
    EXPECT_LT(caddy().find("\"/page.html\""), caddy().find("{stoppress_elsewhere} {"));
}

TEST_F(ServerFiles, ASlashMoreOrLessLeadsToTheSameButForWhatIsThereExactly) {
    leading_on_.add("/a", "/x");
    leading_on_.add("/b/", "/y");
    leading_on_.add("/b", "/z");
    finish();
    for (const char* line : {"\"/a\" \"/x\";", "\"/a/\" \"/x\";", "\"/b/\" \"/y\";", "\"/b\" \"/z\";"}) {
        EXPECT_EQ(count(nginx(), line), 1) << line;
    }
    EXPECT_EQ(leading_on_.redirects(), 3);
}

TEST_F(ServerFiles, ShortAddressesNeedNoSettingOfNginxs) {
    leading_on_.add("/short", "/x");
    finish();
    EXPECT_EQ(nginx().find("map_hash"), std::string::npos);
}

TEST_F(ServerFiles, LongAddressesHaveRoomInNginxsTables) {
    leading_on_.add("/" + std::string(400, 'x'), "/x");
    finish();
    EXPECT_NE(nginx().find("map_hash_bucket_size 512;"), std::string::npos);
    leading_on_.add("/" + std::string(3000, 'x'), "/x");
    EXPECT_EQ(leading_on_.left_out().size(), 1);
}

}  // namespace
}  // namespace stoppress::exporting
