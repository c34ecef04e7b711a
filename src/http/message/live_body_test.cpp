// SPDX-License-Identifier: GPL-3.0-or-later
// Tests that a live body is sent as it is made, and ends with its maker, its client, a client that does not read, and
// the server.
#include "http/message/live_body.hpp"

#include <gtest/gtest.h>

#include "http/test_site.hpp"

namespace stoppress::http {
namespace {

using namespace std::chrono_literals;

ServerOptions hurried() {
    ServerOptions options;
    options.limits.head = 200ms;
    options.limits.keep_alive = 200ms;
    options.limits.grace = 200ms;
    options.limits.progress = 400ms;
    return options;
}

bool ended(const TestSite& site) {
    return eventually([&site] { return site.handler.alive == 0; });
}

TEST(LiveBody, IsSentAsItComesWithoutALengthAndEndsTheConnection) {
    TestSite site(hurried());
    Client client(site);
    client.send(get("/slow/live/short"));
    const std::string all = client.read_all();
    EXPECT_TRUE(all.contains("Connection: close\r\n"));
    EXPECT_TRUE(all.contains("Cache-Control: no-store\r\n"));
    EXPECT_FALSE(all.contains("Content-Length"));
    EXPECT_TRUE(all.ends_with("\r\n\r\nbegins;ticktickticktick") || all.ends_with("\r\n\r\nbegins;tickticktick")) << all;
    EXPECT_TRUE(ended(site));
}

TEST(LiveBody, OutlivesEveryDeadlineAsLongAsItsClientReads) {
    TestSite site(hurried());
    Client client(site);
    client.send(get("/slow/live"));
    // Longer than all of them: here time is what is tested. A slow machine only makes the test weaker.
    EXPECT_TRUE(client.read_all(1500ms).ends_with("timeout"));
    EXPECT_EQ(site.handler.alive, 1);
}

TEST(LiveBody, EndsWithItsClientAtOnce) {
    TestSite site;
    {
        Client client(site);
        client.send(get("/slow/live"));
        EXPECT_TRUE(client.read(20).starts_with("HTTP/1.1 200"));
        EXPECT_EQ(site.handler.alive, 1);
    }
    EXPECT_TRUE(ended(site));
}

TEST(LiveBody, EndsWhereTheClientSendsAnythingMore) {
    TestSite site;
    Client client(site);
    client.send(get("/slow/live"));
    EXPECT_TRUE(client.read(20).starts_with("HTTP/1.1 200"));
    client.send(get("/next"));
    const std::string all = client.read_all();
    EXPECT_EQ(count_answers(all), 0U) << all;
    EXPECT_FALSE(all.ends_with("timeout"));
    EXPECT_TRUE(ended(site));
}

TEST(LiveBody, EndsWhereItsClientDoesNotRead) {
    TestSite site(hurried());
    Client client(site);
    client.send(get("/slow/live/large"));
    EXPECT_TRUE(client.read(20).starts_with("HTTP/1.1 200"));
    EXPECT_TRUE(ended(site));
}

TEST(LiveBody, EndsWithTheServerAtOnce) {
    ServerOptions options;
    options.limits.shutdown = 120s;
    TestSite site(options);
    Client one(site);
    Client other(site);
    for (auto* client : {&one, &other}) {
        client->send(get("/slow/live"));
        EXPECT_TRUE(client->read(20).starts_with("HTTP/1.1 200"));
    }
    const auto begun = std::chrono::steady_clock::now();
    site.server->stop();
    EXPECT_LT(std::chrono::steady_clock::now() - begun, 60s) << "it was waited for until the deadline of the stop";
    EXPECT_EQ(site.handler.alive, 0);
}

TEST(LiveBody, IsLeftOutOfAnAnswerToHead) {
    TestSite site;
    Client client(site);
    client.send("HEAD /slow/live HTTP/1.1\r\nHost: a\r\n\r\n");
    const std::string all = client.read_all();
    EXPECT_TRUE(all.ends_with("\r\n\r\n")) << all;
    EXPECT_FALSE(all.contains("Content-Length"));
    EXPECT_TRUE(ended(site));
}

}  // namespace
}  // namespace stoppress::http
