// SPDX-License-Identifier: GPL-3.0-or-later
// Tests that connections of the newsroom move to a loop of their own and back to the readers' without losing a request,
// also over TLS and while the server stops.
#include <gtest/gtest.h>

#include "http/test_site.hpp"

namespace stoppress::http {
namespace {

constexpr auto kApart = Loops::Newsroom::apart;

std::string body_of(const std::string& answer) {
    return answer.substr(std::min(answer.size(), answer.find("\r\n\r\n") + 4));
}

TEST(NewsroomLoop, TakesAConnectionOnceANewsroomsRequestWasAnswered) {
    TestSite site({}, 1, kApart);
    Client editor(site);
    Client reader(site);
    editor.send(get("/loop"));
    EXPECT_EQ(body_of(editor.read_answer()), "loop 0");
    editor.send(get("/newsroom"));
    EXPECT_EQ(body_of(editor.read_answer()), "newsroom, loop 0");
    editor.send(get("/newsroom"));
    EXPECT_EQ(body_of(editor.read_answer()), "newsroom, loop 1");
    reader.send(get("/loop"));
    EXPECT_EQ(body_of(reader.read_answer()), "loop 0");
    EXPECT_EQ(site.server->totals().connections_open, 2U);
    EXPECT_EQ(site.server->totals().connections_accepted, 2U);
}

TEST(NewsroomLoop, GivesAConnectionBackThatReadersUse) {
    TestSite site({}, 1, kApart);
    Client proxy(site);
    for (int round = 0; round < 3; ++round) {
        proxy.send(get("/newsroom"));
        EXPECT_EQ(body_of(proxy.read_answer()), "newsroom, loop 0");
        for (int i = 0; i < 16; ++i) {
            proxy.send(get("/loop"));
            EXPECT_EQ(body_of(proxy.read_answer()), "loop 1") << i;
        }
        proxy.send(get("/loop"));
        EXPECT_EQ(body_of(proxy.read_answer()), "loop 0");
    }
    EXPECT_EQ(site.server->totals().connections_open, 1U);
}

TEST(NewsroomLoop, AnswersInOrderWhatWasSentAtOnce) {
    TestSite site({}, 2, kApart);
    Client editor(site);
    std::string requests;
    for (int i = 0; i < 10; ++i) {
        requests += get("/newsroom") + post("/body", 3) + "abc" + get("/slow/a");
    }
    editor.send(requests + get("/c", "Connection: close\r\n"));
    const std::string all = editor.read_all();
    EXPECT_EQ(count_answers(all), 31U);
    EXPECT_TRUE(all.ends_with("/c"));
    EXPECT_TRUE(eventually([&site] { return site.server->totals().connections_open == 0; }));
}

TEST(NewsroomLoop, IsNotNeeded) {
    TestSite site;
    Client editor(site);
    for (int i = 0; i < 3; ++i) {
        editor.send(get("/newsroom"));
        EXPECT_EQ(body_of(editor.read_answer()), "newsroom, loop 0");
    }
}

TEST(NewsroomLoop, GivesTheAdmittedPlaceBack) {
    ServerOptions options;
    options.limits.connections = 2;
    TestSite site(options, 1, kApart);
    for (int i = 0; i < 10; ++i) {
        Client editor(site);
        editor.send(get("/newsroom"));
        EXPECT_EQ(body_of(editor.read_answer()), "newsroom, loop 0");
        editor.send(get("/loop", "Connection: close\r\n"));
        EXPECT_TRUE(editor.read_all().ends_with("loop 1"));
    }
}

TEST(NewsroomLoop, LosesNoRequestOfConnectionsThatMoveWhileTheServerStops) {
    for (int round = 0; round < 10; ++round) {
        TestSite site({}, 2, kApart);
        Crowd crowd(site, 8, [](int number) { return number % 18 == 0 ? "/newsroom" : "/loop"; });
        EXPECT_TRUE(eventually([&site] { return site.handler.answered >= 2000; }));
        crowd.expect_stop();
        site.server->stop();
        EXPECT_EQ(crowd.failures(), 0);
        EXPECT_EQ(site.server->totals().connections_open, 0U);
        EXPECT_EQ(site.errors, 0);
    }
}

}  // namespace
}  // namespace stoppress::http
