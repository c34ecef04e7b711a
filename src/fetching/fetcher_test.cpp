// SPDX-License-Identifier: GPL-3.0-or-later
// Tests of whole requests to a small server on this machine, and of a child that was taken over. Slow, endless and
// oversized answers are in tests/site/fetching_test.py.
#include "fetching/fetcher.hpp"

#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <thread>

#include <fmt/format.h>

#include "base/files/descriptor.hpp"
#include "base/threads/mutex.hpp"

namespace stoppress::fetching {
namespace {

/// Gives the same bytes to everybody who asks.
class SmallServer {
public:
    enum class Family : std::uint8_t { four, six };
    explicit SmallServer(std::string answer, Family family = Family::four)
        : answer_(std::move(answer)),
          six_(family == Family::six),
          listener_(::socket(six_ ? AF_INET6 : AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
        sockaddr_in6 address{};
        socklen_t size = six_ ? sizeof(sockaddr_in6) : sizeof(sockaddr_in);
        address.sin6_family = six_ ? AF_INET6 : AF_INET;
        if (six_) {
            address.sin6_addr = in6addr_loopback;
        } else {
            reinterpret_cast<sockaddr_in&>(address).sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        }
        listens_ = ::bind(listener_.number(), reinterpret_cast<const sockaddr*>(&address), size) == 0;
        ::listen(listener_.number(), 8);
        ::getsockname(listener_.number(), reinterpret_cast<sockaddr*>(&address), &size);
        port_ = ntohs(address.sin6_port);  // in the same place for both
        thread_ = std::thread([this] { serve(); });
    }
    SmallServer(const SmallServer&) = delete;
    SmallServer& operator=(const SmallServer&) = delete;
    SmallServer(SmallServer&&) = delete;
    SmallServer& operator=(SmallServer&&) = delete;
    ~SmallServer() {
        ::shutdown(listener_.number(), SHUT_RDWR);
        thread_.join();
    }
    [[nodiscard]] bool listens() const { return listens_; }
    [[nodiscard]] std::string host() const { return fmt::format("{}:{}", six_ ? "[::1]" : "127.0.0.1", port_); }
    [[nodiscard]] std::string url() const { return fmt::format("http://{}/", host()); }
    /// The last request. Only after it was answered.
    [[nodiscard]] std::string asked() const {
        const base::Lock lock(mutex_);
        return asked_;
    }

private:
    void serve() {
        while (true) {
            const base::Descriptor client(::accept4(listener_.number(), nullptr, nullptr, SOCK_CLOEXEC));
            if (client.number() < 0) {
                return;
            }
            std::string request(4096, '\0');
            const auto got = ::read(client.number(), request.data(), request.size());
            request.resize(static_cast<std::size_t>(std::max<ssize_t>(got, 0)));
            {
                const base::Lock lock(mutex_);
                asked_ = request;
            }
            static_cast<void>(::send(client.number(), answer_.data(), answer_.size(), MSG_NOSIGNAL));
            ::shutdown(client.number(), SHUT_WR);
        }
    }

    std::string answer_;
    bool six_;
    bool listens_ = false;
    base::Descriptor listener_;
    int port_ = 0;
    mutable base::Mutex mutex_;
    std::string asked_ GUARDED_BY(mutex_);
    std::thread thread_;
};

FetchOptions options(PrivateHosts hosts) {
    return {.on = true, .site_url = "https://paper.test", .certificates = "/nowhere", .private_hosts = std::move(hosts)};
}

std::string code_of(const base::Result<Fetched>& fetched) {
    return fetched.has_value() ? "fetched: " + fetched->body : std::string(fetched.error().reason.code.text());
}

TEST(Fetcher, GetsWhatIsThere) {
    const SmallServer server("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nSet-Cookie: a=b\r\nContent-Length: 5\r\n\r\nwords");
    const Fetcher fetcher(options({server.host()}));
    const auto fetched = fetcher.fetch({.url = server.url(), .accept = "text/plain"});
    ASSERT_TRUE(fetched.has_value()) << fetched.error().message;
    EXPECT_EQ(fetched->body, "words");
    EXPECT_EQ(fetched->type, "text/plain");
    EXPECT_EQ(fetched->url, server.url());
    EXPECT_NE(server.asked().find("User-Agent: Stoppress (+https://paper.test)\r\n"), std::string::npos) << server.asked();
    EXPECT_NE(server.asked().find("Accept: text/plain\r\n"), std::string::npos);
    EXPECT_EQ(server.asked().find("Cookie"), std::string::npos);
    ASSERT_TRUE(fetcher.fetch({.url = server.url()}).has_value());
    EXPECT_EQ(server.asked().find("Cookie"), std::string::npos) << "cookies are not kept";
}

TEST(Fetcher, ReachesServersByIPv6) {
    const SmallServer server("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nwords", SmallServer::Family::six);
    if (!server.listens()) {
        GTEST_SKIP() << "this machine has no IPv6";
    }
    EXPECT_EQ(code_of(Fetcher(options({server.host()})).fetch({.url = server.url()})), "fetched: words");
}

TEST(Fetcher, ReachesNoPrivateAddress) {
    const SmallServer server("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
    const Fetcher fetcher(options({}));
    EXPECT_EQ(code_of(fetcher.fetch({.url = server.url()})), "fetch-refused") << "by its port";
    for (const char* url : {"http://127.0.0.1/", "http://localhost/", "http://[::1]/", "http://0.0.0.0/", "http://[::ffff:127.0.0.1]/",
                            "http://2130706433/", "http://0x7f.1/", "http://10.0.0.1/", "http://169.254.169.254/latest/"}) {
        EXPECT_EQ(code_of(fetcher.fetch({.url = url})), "fetch-refused") << url;
    }
    EXPECT_TRUE(server.asked().empty());
}

TEST(Fetcher, ARedirectToAPrivateAddressIsNotFollowed) {
    const SmallServer inside("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nsecret");
    const SmallServer server(fmt::format("HTTP/1.1 302 Found\r\nLocation: {}\r\nContent-Length: 0\r\n\r\n", inside.url()));
    EXPECT_EQ(code_of(Fetcher(options({server.host()})).fetch({.url = server.url()})), "fetch-refused");
    EXPECT_TRUE(inside.asked().empty());
    EXPECT_EQ(code_of(Fetcher(options({server.host(), inside.host()})).fetch({.url = server.url()})), "fetched: secret");
}

TEST(Fetcher, SaysWhyThereIsNothing) {
    const SmallServer missing("HTTP/1.1 404 Not Found\r\nContent-Length: 3\r\n\r\nabc");
    EXPECT_EQ(code_of(Fetcher(options({missing.host()})).fetch({.url = missing.url()})), "fetch-not-found");
    const SmallServer broken("HTTP/1.1 500 Oops\r\nContent-Length: 0\r\n\r\n");
    EXPECT_EQ(code_of(Fetcher(options({broken.host()})).fetch({.url = broken.url()})), "fetch-failed");
    const SmallServer odd("What?\r\n\r\n");
    EXPECT_EQ(code_of(Fetcher(options({odd.host()})).fetch({.url = odd.url()})), "fetch-failed");
    const SmallServer large("HTTP/1.1 200 OK\r\n\r\n" + std::string(2000, 'x'));
    EXPECT_EQ(code_of(Fetcher(options({large.host()})).fetch({.url = large.url(), .limit = 1999})), "fetch-too-large");
    const auto cut = Fetcher(options({large.host()})).fetch({.url = large.url(), .limit = 1999, .at_limit = AtLimit::cut});
    ASSERT_TRUE(cut.has_value());
    EXPECT_TRUE(cut->cut);
    EXPECT_EQ(cut->body.size(), 1999U);
    auto off = options({});
    off.on = false;
    EXPECT_EQ(code_of(Fetcher(off).fetch({.url = "https://example.org/"})), "fetch-off");
}

TEST(Fetcher, AChildThatWasTakenOverGetsNowhere) {
    const auto by = [](const char* way) {
        return code_of(Fetcher(options({}), {"--as-child", way}).fetch({.url = "http://example.org/"}));
    };
    EXPECT_EQ(by("socket"), "fetched: refused");
    EXPECT_EQ(by("open"), "fetched: refused");
    EXPECT_EQ(by("connect"), "fetched: refused");
    for (const char* way : {"bind", "execve", "fork", "kill-parent", "die", "lie"}) {
        EXPECT_EQ(by(way), "fetch-failed") << way;
    }
}

TEST(Fetcher, IsAbandonedAtOnce) {
    Fetcher fetcher(options({}), {"--as-child", "hang"});
    std::thread ending([&] { fetcher.abandon(); });
    const auto fetched = fetcher.fetch({.url = "http://example.org/"});
    ending.join();
    ASSERT_FALSE(fetched.has_value());
    EXPECT_EQ(fetched.error().code, base::ErrorCode::unavailable);
}

}  // namespace
}  // namespace stoppress::fetching
