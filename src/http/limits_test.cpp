// SPDX-License-Identifier: GPL-3.0-or-later
// Tests that a client that holds a connection without using it loses it, and that others are served meanwhile.
#include "http/limits.hpp"

#include <gtest/gtest.h>
#include <sys/resource.h>

#include "http/test_site.hpp"

namespace stoppress::http {
namespace {

using std::chrono::milliseconds;

ServerOptions impatient() {
    ServerOptions options;
    options.limits.head = milliseconds{150};
    options.limits.keep_alive = milliseconds{150};
    options.limits.progress = milliseconds{200};
    options.limits.grace = milliseconds{100};
    options.limits.linger = milliseconds{100};
    return options;
}

TEST(Limits, EndAConnectionThatSaysNothing) {
    TestSite site(impatient());
    Client client(site);
    EXPECT_EQ(client.read_all(), "");
}

TEST(Limits, EndAConnectionKeptTooLong) {
    TestSite site(impatient());
    Client client(site);
    client.send(get("/a"));
    EXPECT_TRUE(client.read_answer().ends_with("/a"));
    EXPECT_EQ(client.read_all(), "");
}

TEST(Limits, EndAHeadThatDrips) {
    TestSite site(impatient());
    Client client(site);
    std::jthread dripping([&client](const std::stop_token& stop) {
        client.send("GET / HTTP/1.1\r\nHost: a\r\n");
        while (!stop.stop_requested()) {
            client.send("X: a\r\n");
            std::this_thread::sleep_for(milliseconds{20});
        }
    });
    const std::string all = client.read_all();
    EXPECT_EQ(status_of_answer(all), 408) << all;
}

TEST(Limits, EndABodyThatStops) {
    TestSite site(impatient());
    Client client(site);
    client.send(post("/body", 1000) + "abc");
    EXPECT_EQ(status_of_answer(client.read_all()), 408);
}

TEST(Limits, EndABodyThatDrips) {
    ServerOptions options = impatient();
    options.limits.progress = std::chrono::hours{1};
    TestSite site(options);
    Client client(site);
    std::jthread dripping([&client](const std::stop_token& stop) {
        client.send(post("/body", 100'000));
        while (!stop.stop_requested()) {
            client.send("a");
            std::this_thread::sleep_for(milliseconds{20});
        }
    });
    EXPECT_EQ(status_of_answer(client.read_all()), 408);
}

TEST(Limits, EndAReaderThatDoesNotRead) {
    TestSite site(impatient());
    Client client(site);
    client.send(get("/large"));
    EXPECT_TRUE(eventually([&site] { return site.server->totals().connections_accepted == 1; }));
    EXPECT_TRUE(eventually([&site] { return site.server->totals().connections_open == 0; }));
}

TEST(Limits, EndARefusedClientThatGoesOnSending) {
    ServerOptions options = impatient();
    options.limits.linger = std::chrono::hours{1};
    options.limits.linger_bytes = 1'000'000;
    TestSite site(options);
    Client client(site);
    client.send(post("/body", 100'000'000));
    client.send(std::string(20'000'000, 'x'));
    EXPECT_TRUE(eventually([&site] { return site.server->totals().connections_open == 0; }));
}

TEST(Limits, LeaveAnAnswerInTheMakingAlone) {
    ServerOptions options = impatient();
    options.limits.keep_alive = options.limits.head = options.limits.progress = milliseconds{20};
    TestSite site(options);
    Client client(site);
    client.send(get("/slow/a"));
    EXPECT_TRUE(client.read_answer().ends_with("/slow/a"));
}

TEST(Limits, CapConnectionsOfOneAddressAndOfAll) {
    ServerOptions options;
    options.limits.connections_per_address = 2;
    options.limits.connections = 3;
    TestSite site(options);
    Client first(site, "127.0.0.4");
    Client second(site, "127.0.0.4");
    for (Client* client : {&first, &second}) {
        client->send(get("/a"));
        EXPECT_TRUE(client->read_answer().ends_with("/a"));
    }
    Client third(site, "127.0.0.4");
    const std::string to_third = third.read_all();
    EXPECT_EQ(count_answers(to_third), 0U);
    EXPECT_FALSE(to_third.contains("timeout"));
    Client other(site, "127.0.0.2");
    other.send(get("/b"));
    EXPECT_TRUE(other.read_answer().ends_with("/b"));
    Client beyond(site, "127.0.0.3");
    const std::string to_beyond = beyond.read_all();
    EXPECT_EQ(count_answers(to_beyond), 0U);
    EXPECT_FALSE(to_beyond.contains("timeout"));
    EXPECT_EQ(site.server->totals().connections_refused, 2U);
    EXPECT_EQ(site.server->totals().connections_open, 3U);
}

TEST(Limits, MakeRoomByEndingIdleConnections) {
    ServerOptions options;
    options.limits.connections = 1;
    TestSite site(options);
    Client idle(site);
    idle.send(get("/a"));
    EXPECT_TRUE(idle.read_answer().ends_with("/a"));
    EXPECT_TRUE(eventually([&site] {
        Client client(site);
        client.send(get("/b", "Connection: close\r\n"));
        return count_answers(client.read_all()) == 1;
    }));
}

double cpu_seconds() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    const auto seconds = [](const timeval& time) { return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6; };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

TEST(Limits, WaitWithoutSpinningWhereDescriptorsRunOut) {
    TestSite site;
    std::vector<std::unique_ptr<Client>> clients;
    clients.push_back(std::make_unique<Client>(site));
    rlimit before{};
    getrlimit(RLIMIT_NOFILE, &before);
    // The clients and the server share this process's descriptors: a connection that the kernel queues finds none left
    // to be accepted.
    auto waiting = std::make_unique<Client>(site);
    ASSERT_TRUE(eventually([&site] { return site.server->totals().connections_accepted == 2; }));
    boost::asio::io_context context;
    boost::asio::ip::tcp::socket late(context);
    late.open(boost::asio::ip::tcp::v4());
    const rlimit tight{static_cast<rlim_t>(late.native_handle()), before.rlim_max};
    setrlimit(RLIMIT_NOFILE, &tight);
    late.connect({boost::asio::ip::address_v4::loopback(), site.server->port()});
    const double start = cpu_seconds();
    std::this_thread::sleep_for(milliseconds{500});  // what it uses while time goes by is what is tested; on a slow machine that is less
    const double used = cpu_seconds() - start;
    setrlimit(RLIMIT_NOFILE, &before);
    EXPECT_LT(used, 0.1);
    boost::asio::write(late, boost::asio::buffer(get("/a", "Connection: close\r\n")));
    std::string text(4096, '\0');
    boost::system::error_code error;
    text.resize(boost::asio::read(late, boost::asio::buffer(text), error));
    EXPECT_TRUE(text.ends_with("/a")) << text;
}

}  // namespace
}  // namespace stoppress::http
