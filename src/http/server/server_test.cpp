// SPDX-License-Identifier: GPL-3.0-or-later
// Tests a whole server on real sockets: order, bodies, refusals, the end of connections and of the server.
#include "http/server/server.hpp"

#include <gtest/gtest.h>

#include "http/test_site.hpp"

namespace stoppress::http {
namespace {

TEST(Server, AnswersOneRequestAfterAnotherOnOneConnection) {
    TestSite site;
    Client client(site);
    for (const char* path : {"/a", "/slow/b", "/c"}) {
        client.send(get(path));
        const std::string answer = client.read_answer();
        EXPECT_EQ(status_of_answer(answer), 200);
        EXPECT_TRUE(answer.ends_with(path)) << answer;
        EXPECT_TRUE(answer.contains("Server: Stoppress\r\n"));
        EXPECT_TRUE(answer.contains("Date: "));
        EXPECT_TRUE(answer.contains("X-Content-Type-Options: nosniff\r\n"));
        EXPECT_FALSE(answer.contains("Connection:"));
    }
}

TEST(Server, AnswersPipelinedRequestsInOrder) {
    TestSite site;
    Client client(site);
    std::string requests;
    std::string expected;
    for (int i = 0; i < 300; ++i) {
        const std::string path = (i % 7 == 3 ? "/slow/" : "/") + std::to_string(i);
        requests += get(path, i == 299 ? "Connection: close\r\n" : "");
        expected += path;
    }
    client.send(requests);
    const std::string all = client.read_all();
    EXPECT_EQ(count_answers(all), 300U);
    std::string bodies;
    for (std::size_t at = all.find("\r\n\r\n"); at != std::string::npos; at = all.find("\r\n\r\n", at + 4)) {
        bodies += all.substr(at + 4, all.find("HTTP/1.1", at) - at - 4);
    }
    EXPECT_EQ(bodies, expected);
}

TEST(Server, AnswersPipelinedRequestsBesideABody) {
    TestSite site;
    Client client(site);
    client.send(post("/body", 5) + "abcde" + get("/next", "Connection: close\r\n"));
    const std::string all = client.read_all();
    EXPECT_EQ(count_answers(all), 2U);
    EXPECT_TRUE(all.contains("body of 5"));
    EXPECT_TRUE(all.ends_with("/next"));
}

TEST(Server, SendsALargeAnswerToASlowReader) {
    TestSite site;
    Client client(site);
    client.send(get("/large") + get("/large", "Connection: close\r\n"));
    ASSERT_TRUE(bytes_come(client.socket(), 65'536));  // more than that waits in the server for this client to read
    const std::string all = client.read_all();
    EXPECT_EQ(count_answers(all), 2U);
    EXPECT_GT(all.size(), 16'000'000U);
    EXPECT_TRUE(all.ends_with("x"));
}

std::string letters(std::uint64_t first, std::uint64_t length) {
    std::string text;
    for (std::uint64_t at = first; at < first + length; ++at) {
        text += TestBodySource::letter(at);
    }
    return text;
}

TEST(Server, SendsABodyThatIsFetchedMeanwhileWholeOrInPart) {
    TestSite site;
    Client client(site);
    client.send(get("/streamed/a") + get("/streamed/a", "Range: bytes=200001-700000\r\n") + get("/b") +
                get("/streamed/a", "Range: bytes=1000000-\r\n") + get("/c"));
    const std::string whole = client.read_answer();
    EXPECT_TRUE(whole.contains("Content-Length: 1000000\r\n"));
    EXPECT_TRUE(whole.ends_with("\r\n\r\n" + letters(0, 1'000'000)));
    const std::string part = client.read_answer();
    EXPECT_EQ(status_of_answer(part), 206);
    EXPECT_TRUE(part.contains("Content-Range: bytes 200001-700000/1000000\r\n"));
    EXPECT_TRUE(part.ends_with("\r\n\r\n" + letters(200'001, 500'000)));
    EXPECT_TRUE(client.read_answer().ends_with("/b"));
    EXPECT_EQ(status_of_answer(client.read_answer()), 416);
    EXPECT_TRUE(client.read_answer().ends_with("/c"));
    Client head(site);
    head.send("HEAD /streamed/a HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    const std::string all = head.read_all();
    EXPECT_TRUE(all.contains("Content-Length: 1000000\r\n"));
    EXPECT_TRUE(all.ends_with("\r\n\r\n"));
    EXPECT_TRUE(eventually([&site] { return site.handler.alive == 0; }));
}

TEST(Server, EndsTheConnectionWhereABodyCannotBeFetched) {
    TestSite site;
    Client client(site);
    client.send(get("/streamed/short"));
    const std::string all = client.read_all();
    EXPECT_TRUE(all.ends_with(letters(299'000, 1'000))) << all.size();
    EXPECT_EQ(site.errors, 1) << "the log says why";
    Client gone(site);
    gone.send(get("/streamed/a"));
    ASSERT_TRUE(bytes_come(gone.socket(), 1000));
    gone.socket().close();
    EXPECT_TRUE(eventually([&site] { return site.handler.alive == 0; }));
}

TEST(Server, HandsOnALargeBodyPieceByPiece) {
    TestSite site;
    Client client(site);
    client.send(post("/body/spooled/a", 3'000'000, "Expect: 100-continue\r\n"));
    EXPECT_EQ(client.read(25), "HTTP/1.1 100 Continue\r\n\r\n");
    client.send(std::string(3'000'000, 'x'));
    const std::string all = client.read_all();
    EXPECT_TRUE(all.contains("spooled 3000000 by ")) << all;
    EXPECT_LT(std::stoul(all.substr(all.find(" by ") + 4)), 2 * kStreamPieceBytes);
    EXPECT_EQ(site.handler.alive, 0);
}

TEST(Server, AnswersWithTheErrorOfABodyThatCannotBeHandedOn) {
    TestSite site;
    {
        Client client(site);
        client.send(post("/body/spooled/a", 3'000'000) + std::string(200'000, 'x') + "!" + std::string(200'000, 'x'));
        const std::string answer = client.read_answer();
        EXPECT_EQ(status_of_answer(answer), 503);
        EXPECT_TRUE(answer.contains("No room."));
        EXPECT_EQ(site.errors, 0);
        Client broken(site);
        broken.send(post("/body/spooled/a", 3'000'000) + std::string(200'000, 'x') + "?" + std::string(200'000, 'x'));
        const std::string internal = broken.read_answer();
        EXPECT_EQ(status_of_answer(internal), 500);
        EXPECT_TRUE(internal.contains("The cause is in the server's log."));
        EXPECT_FALSE(internal.contains("disk"));
        EXPECT_EQ(site.errors, 1) << "so it is there";
        Client gone(site);
        gone.send(post("/body/spooled/a", 3'000'000) + std::string(200'000, 'x'));
    }
    EXPECT_TRUE(eventually([&site] { return site.handler.alive == 0 && site.handler.claims == 0; }));
}

TEST(Server, AnswersHeadWithTheLengthAndWithoutTheBody) {
    TestSite site;
    Client client(site);
    client.send("HEAD /large HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    const std::string all = client.read_all();
    EXPECT_TRUE(all.contains("Content-Length: 8000000\r\n"));
    EXPECT_TRUE(all.ends_with("\r\n\r\n"));
}

TEST(Server, TakesARequestInPieces) {
    TestSite site;
    Client client(site);
    const std::string request = post("/body", 3) + "abc";
    for (const char byte : request) {
        client.send(std::string_view(&byte, 1));
    }
    EXPECT_TRUE(client.read_answer().ends_with("body of 3"));
}

TEST(Server, EndsHttp10AndAskedForClosesAfterTheAnswer) {
    TestSite site;
    for (const char* request : {"GET /a HTTP/1.0\r\nHost: a\r\n\r\n", "GET /a HTTP/1.0\r\nHost: a\r\nConnection: keep-alive\r\n\r\n",
                                "GET /a HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"}) {
        Client client(site);
        client.send(request);
        const std::string all = client.read_all();
        EXPECT_TRUE(all.starts_with("HTTP/1.1 200 OK\r\n")) << all;
        EXPECT_TRUE(all.contains("Connection: close\r\n")) << all;
        EXPECT_TRUE(all.ends_with("/a")) << all;
    }
}

TEST(Server, RefusesOnceAndEndsTheConnection) {
    TestSite site;
    const std::vector<std::pair<std::string, int>> cases{
        {"GET / HTTP/1.1\r\n\r\n", 400},
        {"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 411},
        {"GET /a//b HTTP/1.1\r\nHost: a\r\n\r\n", 404},
        {"BREW / HTTP/1.1\r\nHost: a\r\n\r\n", 501},
        {"TRACE / HTTP/1.1\r\nHost: a\r\n\r\n", 405},
        {"GET / HTTP/3.0\r\nHost: a\r\n\r\n", 505},
        {post("/body", 100'001), 413},
        {post("/elsewhere", 5) + "abcde", 405},
        {get("/", "Expect: magic\r\n"), 417},
        {get("/", "X: " + std::string(20'000, 'a') + "\r\n"), 431},
        {get("/" + std::string(9'000, 'a')), 414},
        {"\x16\x03\x01 hello", 400},
    };
    for (const auto& [request, status] : cases) {
        Client client(site);
        // What follows must not be taken for a request.
        client.send(request + get("/smuggled"));
        const std::string all = client.read_all();
        EXPECT_EQ(status_of_answer(all), status) << request << all;
        EXPECT_EQ(count_answers(all), 1U) << request << all;
        EXPECT_TRUE(all.contains("Connection: close\r\n")) << request << all;
        EXPECT_FALSE(all.contains("reset")) << request;
    }
    EXPECT_EQ(site.server->totals().refusals[static_cast<std::size_t>(RefusalReason::transfer_encoding)], 1U);
}

TEST(Server, RefusesALargeBodyBeforeReadingIt) {
    TestSite site;
    Client client(site);
    client.send(post("/body", 100'000'000, "Expect: 100-continue\r\n"));
    const std::string all = client.read_all();
    EXPECT_EQ(status_of_answer(all), 413);
    EXPECT_FALSE(all.contains("100 Continue"));
}

TEST(Server, AsksWhetherALargeBodyIsLetInBeforeReadingIt) {
    TestSite site;
    Client refused(site);
    refused.send(post("/body/refused", 90'000, "Expect: 100-continue\r\n"));
    const std::string all = refused.read_all();
    EXPECT_EQ(status_of_answer(all), 503);
    EXPECT_FALSE(all.contains("100 Continue"));
    EXPECT_TRUE(all.contains("Connection: close\r\n"));
    Client thrown(site);
    thrown.send(post("/body/throw", 90'000));
    EXPECT_EQ(status_of_answer(thrown.read_all()), 500);
    Client let_in(site);
    let_in.send(post("/body/claimed", 5, "Expect: 100-continue\r\n"));
    EXPECT_EQ(let_in.read(25), "HTTP/1.1 100 Continue\r\n\r\n");
    EXPECT_EQ(site.handler.claims, 1);
    let_in.send("abcde");
    EXPECT_TRUE(let_in.read_all().ends_with("body of 5"));
    EXPECT_EQ(site.handler.claims, 0) << "answered";
}

TEST(Server, LetsWhoIsToComeBackSendTheRestOfARefusedBody) {
    TestSite site;
    Client client(site);
    client.send(post("/body/refused", 100'000) + std::string(50'000, 'x'));
    ASSERT_TRUE(bytes_come(client.socket(), 1)) << "the refusal comes before the rest of the body";
    client.send(std::string(50'000, 'x'));
    EXPECT_EQ(status_of_answer(client.read_all()), 503);
}

TEST(Server, GivesBackTheClaimOfAClientThatGoesAway) {
    TestSite site;
    {
        Client client(site);
        client.send(post("/body/claimed", 90'000) + "some");
        EXPECT_TRUE(eventually([&site] { return site.handler.claims == 1; }));
    }
    EXPECT_TRUE(eventually([&site] { return site.handler.claims == 0; }));
}

TEST(Server, KeepsTheOrderOfPipelinedAnswersAroundAnAdmission) {
    TestSite site;
    Client client(site);
    client.send(get("/large") + post("/body/claimed", 5) + "abcde" + get("/next", "Connection: close\r\n"));
    ASSERT_TRUE(bytes_come(client.socket(), 65'536));  // the admission comes while the first answer waits to be read
    const std::string all = client.read_all();
    EXPECT_EQ(count_answers(all), 3U);
    EXPECT_LT(all.find("body of 5"), all.find("/next"));
    EXPECT_GT(all.size(), 8'000'000U);
}

TEST(Server, AsksForAnExpectedBodyAndEndsTheConnectionAfterIt) {
    TestSite site;
    Client client(site);
    client.send(post("/body", 5, "Expect: 100-continue\r\n"));
    EXPECT_EQ(client.read(25), "HTTP/1.1 100 Continue\r\n\r\n");
    client.send("abcde");
    const std::string all = client.read_all();
    EXPECT_EQ(status_of_answer(all), 200);
    EXPECT_TRUE(all.ends_with("body of 5"));
    EXPECT_TRUE(all.contains("Connection: close\r\n"));
}

TEST(Server, TakesABodyUpToItsLimit) {
    TestSite site;
    Client client(site);
    client.send(post("/body", 100'000) + std::string(100'000, 'x'));
    EXPECT_TRUE(client.read_answer().ends_with("body of 100000"));
}

TEST(Server, LosesOneConnectionToAnException) {
    TestSite site;
    Client other(site);
    other.send(get("/a"));
    EXPECT_TRUE(other.read_answer().ends_with("/a"));
    Client at_once(site);
    at_once.send(get("/throw"));
    EXPECT_EQ(count_answers(at_once.read_all()), 0U);
    Client later(site);
    later.send(get("/slow/throw"));
    const std::string answer = later.read_all();
    EXPECT_EQ(status_of_answer(answer), 500);
    EXPECT_FALSE(answer.contains("thrown"));
    EXPECT_EQ(site.errors, 2);
    other.send(get("/b"));
    EXPECT_TRUE(other.read_answer().ends_with("/b"));
}

TEST(Server, AnswersItsHostsOnly) {
    ServerOptions options;
    options.hosts = {"example.org"};
    TestSite site(options);
    const auto status = [&site](std::string_view host) {
        Client client(site);
        client.send("GET / HTTP/1.1\r\nConnection: close\r\nHost: " + std::string(host) + "\r\n\r\n");
        return status_of_answer(client.read_all());
    };
    EXPECT_EQ(status("example.org"), 200);
    EXPECT_EQ(status("EXAMPLE.org:81"), 200);
    EXPECT_EQ(status("example.com"), 421);
    EXPECT_EQ(status("127.0.0.1:80"), 200);  // a check from the machine itself
}

TEST(Server, BelievesTheProxiesItTrusts) {
    ServerOptions options;
    options.trusted_proxies = {"127.0.0.1"};
    TestSite site(options);
    Client proxy(site);
    proxy.send(get("/client", "X-Forwarded-For: 9.9.9.9, 1.2.3.4\r\n"));
    EXPECT_TRUE(proxy.read_answer().ends_with("\r\n1.2.3.4"));
    proxy.send(get("/client"));
    EXPECT_TRUE(proxy.read_answer().ends_with("\r\n127.0.0.1"));
    Client liar(site, "127.0.0.2");
    liar.send(get("/client", "X-Forwarded-For: 1.2.3.4\r\n"));
    EXPECT_TRUE(liar.read_answer().ends_with("\r\n127.0.0.2"));
}

TEST(Server, FinishesWhatIsInFlightWhenItStops) {
    TestSite site;
    Client slow(site);
    slow.send(get("/slow/a"));
    Client idle(site);
    idle.send(get("/b"));
    EXPECT_TRUE(idle.read_answer().ends_with("/b"));
    ASSERT_TRUE(eventually([&site] { return site.server->totals().requests >= 2; }));
    site.server->stop();
    const std::string answer = slow.read_all();
    EXPECT_TRUE(answer.ends_with("/slow/a")) << answer;
    EXPECT_TRUE(answer.contains("Connection: close\r\n"));
    EXPECT_EQ(idle.read_all(), "");
    EXPECT_EQ(site.server->totals().connections_open, 0U);
}

TEST(Server, LosesNoRequestOfALoadWhenItStops) {
    TestSite site({}, 2);
    Crowd crowd(site, 8, [](int /*number*/) { return "/slow/a"; });
    EXPECT_TRUE(eventually([&site] { return site.handler.answered >= 24; }));
    crowd.expect_stop();
    site.server->stop();
    EXPECT_EQ(crowd.failures(), 0);
}

TEST(Server, StartsOnTheSamePortAgainAndAgain) {
    std::string listen;
    {
        const TestSite site({}, 2);
        listen = "127.0.0.1:" + std::to_string(site.server->port());
    }
    for (int round = 0; round < 50; ++round) {
        Loops loops(2);
        TestHandler handler;
        ServerOptions options;
        options.listen = listen;
        const auto server = Server::create(loops, options, handler);
        ASSERT_TRUE(server.has_value()) << "round " << round << ": " << server.error().message;
    }
}

TEST(Server, ForgetsAConnectionWhoseClientHasGone) {
    ServerOptions options;
    // Nothing here ends by a time limit.
    options.limits.keep_alive = options.limits.head = options.limits.progress = options.limits.grace = std::chrono::hours{1};
    TestSite site(options);
    const auto open = [&] { return site.server->totals().connections_open; };
    {
        Client idle(site);
        idle.send(get("/a"));
        EXPECT_TRUE(idle.read_answer().ends_with("/a"));
        EXPECT_EQ(open(), 1U);
    }
    EXPECT_TRUE(eventually([&] { return open() == 0; })) << "after an answer";
    {
        Client beginning(site);
        beginning.send("GET / HT");
        ASSERT_TRUE(eventually([&] { return open() == 1; }));
    }
    EXPECT_TRUE(eventually([&] { return open() == 0; })) << "in the middle of a request";
    {
        Client reading(site);
        reading.send(get("/large"));
        ASSERT_TRUE(bytes_come(reading.socket(), 65'536));
        reading.socket().set_option(boost::asio::socket_base::linger(true, 0));  // a reset, as by a phone that has lost its network
    }
    EXPECT_TRUE(eventually([&] { return open() == 0; })) << "in the middle of an answer";
    {
        Client waiting(site);
        waiting.send(get("/slow/a"));
        waiting.socket().set_option(boost::asio::socket_base::linger(true, 0));
        ASSERT_TRUE(eventually([&] { return open() == 1; }));
    }
    EXPECT_TRUE(eventually([&] { return open() == 0; })) << "before its answer was made";
}

TEST(Server, SaysWhenItsPortIsTaken) {
    TestSite site({}, 2);
    Loops loops(2);
    TestHandler handler;
    ServerOptions options;
    options.listen = "127.0.0.1:" + std::to_string(site.server->port());
    const auto second = Server::create(loops, options, handler);
    ASSERT_FALSE(second.has_value());
    EXPECT_EQ(second.error().code, base::ErrorCode::io);
    EXPECT_TRUE(second.error().message.contains("in use"));
}

TEST(Server, RefusesAddressesAndCertificatesThatAreNone) {
    Loops loops(1);
    TestHandler handler;
    for (const char* listen : {"", "127.0.0.1", "127.0.0.1:", "127.0.0.1:x", "127.0.0.1:99999", "::1:80", "name:80"}) {
        ServerOptions options;
        options.listen = listen;
        EXPECT_FALSE(Server::create(loops, options, handler).has_value()) << listen;
    }
    ServerOptions options;
    options.listen = "127.0.0.1:0";
    options.tls_certificate = "/nonexistent.pem";
    EXPECT_FALSE(Server::create(loops, options, handler).has_value());
    options.tls_key = "/nonexistent.pem";
    EXPECT_FALSE(Server::create(loops, options, handler).has_value());
}

TEST(Loops, ReachEveryLoopInTheOrderOfThePosts) {
    Loops loops(3);
    loops.start();
    std::array<std::vector<int>, 3> seen;
    std::atomic<int> done = 0;
    for (int i = 0; i < 100; ++i) {
        loops.post_to_all([&seen, i](std::size_t loop) { seen.at(loop).push_back(i); }, [&done] { ++done; });
    }
    while (done < 100) {
        std::this_thread::yield();
    }
    loops.stop();
    for (const auto& of_loop : seen) {
        EXPECT_EQ(of_loop.size(), 100U);
        EXPECT_TRUE(std::ranges::is_sorted(of_loop));
    }
}

TEST(Loops, GoOnAfterAnException) {
    std::atomic<int> errors = 0;
    Loops loops(1, [&errors](std::string_view) { ++errors; });
    loops.start();
    std::atomic<bool> after = false;
    loops.post(0, [] { throw std::runtime_error("thrown"); });
    loops.post(0, [&after] { after = true; });
    while (!after) {
        std::this_thread::yield();
    }
    EXPECT_EQ(errors, 1);
}

}  // namespace
}  // namespace stoppress::http
