// SPDX-License-Identifier: GPL-3.0-or-later
// Tests for the addresses of an old site: requests of logs, hosts, what is left out.
#include "importing/old_addresses/old_addresses.hpp"

#include <gtest/gtest.h>

namespace stoppress::importing {
namespace {

TEST(LogLine, IsReadInItsForms) {
    const auto request = [](std::string_view line) {
        const LoggedRequest read = read_log_line(line);
        return read.method + " " + read.target + " " + std::to_string(read.status);
    };
    EXPECT_EQ(request(R"(192.0.2.1 - - [05/Mar/2024:10:00:00 +0000] "GET /a/?b=c HTTP/1.1" 200 12)"), "GET /a/?b=c 200");
    EXPECT_EQ(request(R"(old.test:443 ::1 - ann [05/Mar/2024:10:00:00 +0000] "HEAD /a HTTP/2.0" 304 - "-" "x")"), "HEAD /a 304");
    EXPECT_EQ(request(R"({"request":{"method":"GET","uri":"/a"},"status":404})"), "GET /a 404");
    for (const char* none : {"", "words", "\"GET /a HTTP/1.1\"", "\"GET /a HTTP/1.1\" x12 ", "\"/a HTTP/1.1\" 200 ", "{", "{}",
                             R"({"request":{"uri":3},"status":"x"})", "\"\" HTTP/"}) {
        EXPECT_EQ(request(none), "  0") << none;
    }
}

TEST(OldAddressList, KeepsPathsOfOneHost) {
    OldAddressList list;
    for (const char* address : {"https://www.Old.test/a", "http://old.test/a#x", "/b?utm_source=x", "/?p=3&x=1", "https://old.test",
                                "https://other.test/c", "mailto:a@b.test", "a/b", "/x.css", "/y.JS?v=1"}) {
        list.add(address, 2);
    }
    const OldAddressList::Paths expected{{"/a", 4}, {"/b", 2}, {"/?p=3", 2}, {"/", 2}};
    EXPECT_EQ(list.of_host("old.test"), expected);
    EXPECT_EQ(list.of_host("www.old.test/"), expected);
    EXPECT_EQ(list.of_host("nobody.test"), expected);
    EXPECT_EQ(list.of_host("other.test"), (OldAddressList::Paths{{"/c", 2}, {"/b", 2}, {"/?p=3", 2}}));
    EXPECT_EQ(list.left_out(), 4U);
}

}  // namespace
}  // namespace stoppress::importing
