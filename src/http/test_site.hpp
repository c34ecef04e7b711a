// SPDX-License-Identifier: GPL-3.0-or-later
// For tests of a whole server: a handler, and a client that sends and receives bytes.
// Thread: the test's; the handler runs on the loops.
#pragma once

#include <poll.h>
#include <sys/ioctl.h>

#include <atomic>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <list>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "base/threads/eventually.hpp"
#include "http/message/conditional.hpp"
#include "http/server/loops.hpp"
#include "http/server/server.hpp"

namespace stoppress::http {

using base::eventually;

/// Waits until `count` bytes can be read from the socket; false if they do not arrive.
inline bool bytes_come(boost::asio::ip::tcp::socket& socket, int count) {
    return eventually([&] {
        int waiting = 0;
        return ioctl(socket.native_handle(), FIONREAD, &waiting) == 0 && waiting >= count;
    });
}

/// Sends "tick" `times` times; `alive` counts the existing objects.
class TestLiveBody final : public LiveBody {
public:
    TestLiveBody(std::atomic<int>& alive, int times, std::size_t size) : alive_(alive), times_(times), size_(size) { ++alive_; }
    TestLiveBody(const TestLiveBody&) = delete;
    TestLiveBody& operator=(const TestLiveBody&) = delete;
    TestLiveBody(TestLiveBody&&) = delete;
    TestLiveBody& operator=(TestLiveBody&&) = delete;
    ~TestLiveBody() override { --alive_; }
    [[nodiscard]] Next next(std::chrono::steady_clock::time_point /*now*/) override {
        if (times_ == 0) {
            return {.bytes = {}, .last = true};
        }
        --times_;
        return {.bytes = "tick" + std::string(size_, '.'), .last = false};
    }

private:
    std::atomic<int>& alive_;
    int times_;
    std::size_t size_;
};

/// Keeps the sizes of what it was given; fails with the byte '!'.
class TestBodySink final : public BodySink {
public:
    explicit TestBodySink(std::atomic<int>& alive) : alive_(alive) { ++alive_; }
    TestBodySink(const TestBodySink&) = delete;
    TestBodySink& operator=(const TestBodySink&) = delete;
    TestBodySink(TestBodySink&&) = delete;
    TestBodySink& operator=(TestBodySink&&) = delete;
    ~TestBodySink() override { --alive_; }
    [[nodiscard]] boost::asio::awaitable<base::Result<void>> write(std::string piece) override {
        boost::asio::steady_timer timer(co_await boost::asio::this_coro::executor, std::chrono::milliseconds{1});
        co_await timer.async_wait(boost::asio::use_awaitable);
        largest = std::max(largest, piece.size());
        all += piece.size();
        if (piece.contains('?')) {
            co_return base::fail(base::ErrorCode::io, "The disk is broken.");
        }
        if (piece.contains('!')) {
            co_return base::fail(base::ErrorCode::unavailable, "No room.");
        }
        co_return base::Result<void>();
    }
    std::size_t all = 0;
    std::size_t largest = 0;

private:
    std::atomic<int>& alive_;
};

/// A letter for each byte, by its place; ends early at `ends`.
class TestBodySource final : public BodySource {
public:
    TestBodySource(std::atomic<int>& alive, std::uint64_t ends) : alive_(alive), ends_(ends) { ++alive_; }
    TestBodySource(const TestBodySource&) = delete;
    TestBodySource& operator=(const TestBodySource&) = delete;
    TestBodySource(TestBodySource&&) = delete;
    TestBodySource& operator=(TestBodySource&&) = delete;
    ~TestBodySource() override { --alive_; }
    [[nodiscard]] boost::asio::awaitable<base::Result<std::string>> read(std::uint64_t first, std::size_t most) override {
        boost::asio::steady_timer timer(co_await boost::asio::this_coro::executor, std::chrono::milliseconds{1});
        co_await timer.async_wait(boost::asio::use_awaitable);
        if (first >= ends_) {
            co_return base::fail(base::ErrorCode::io, "It is gone.");
        }
        std::string piece;
        for (std::uint64_t at = first; at < std::min<std::uint64_t>(first + most, ends_); ++at) {
            piece += letter(at);
        }
        co_return piece;
    }
    static char letter(std::uint64_t at) { return static_cast<char>('a' + at % 26); }

private:
    std::atomic<int>& alive_;
    std::uint64_t ends_;
};

/// Answers at once unless the path is below /slow (after a moment) or /throw; accepts bodies of up to 100,000 bytes
/// below /body. /newsroom is answered as for the newsroom; it and /loop say which loop they ran on.
class TestHandler final : public Handler {
public:
    [[nodiscard]] std::uint64_t body_limit(const Request& head) const override {
        return head.path.is_below("/body/spooled") ? 10'000'000 : head.path.is_below("/body") ? 100'000 : 0;
    }

    [[nodiscard]] bool wants_admission(const Request& head) const override {
        return head.path == "/body/refused" || head.path == "/body/claimed" || head.path == "/body/throw" ||
               head.path.is_below("/body/spooled");
    }
    [[nodiscard]] boost::asio::awaitable<std::optional<Response>> admit(std::shared_ptr<Request> head) override {
        if (head->path == "/body/throw") {
            throw std::runtime_error("thrown before the body");
        }
        if (head->path == "/body/refused") {
            co_return std::optional<Response>(problem(Status::service_unavailable, "Not now."));
        }
        if (head->path.is_below("/body/spooled")) {
            head->sink = std::make_shared<TestBodySink>(alive);
        }
        ++claims;
        head->claim = std::shared_ptr<const void>(&claims, [this](const void*) { --claims; });
        co_return std::optional<Response>();
    }

    [[nodiscard]] std::optional<Response> try_answer(const Request& request) override {
        if (request.path == "/throw") {
            throw std::runtime_error("thrown at once");
        }
        if (request.path.is_below("/slow") || request.path.is_below("/streamed") || request.path == "/newsroom" ||
            request.method == Method::post) {
            return std::nullopt;
        }
        ++answered;
        if (request.path == "/large") {
            Response response = PublicResponse(Status::ok);
            response.append(large_);
            return response;
        }
        if (request.path == "/loop") {
            return plain_text(Status::ok, "loop " + std::to_string(request.loop));
        }
        if (request.path == "/client") {
            return plain_text(Status::ok, std::string(request.client));
        }
        return plain_text(Status::ok, std::string(request.path.text()));
    }

    [[nodiscard]] boost::asio::awaitable<Response> answer(Request request) override {
        if (request.path == "/slow/throw") {
            throw std::runtime_error("thrown later");
        }
        if (request.path.is_below("/slow")) {
            boost::asio::steady_timer timer(co_await boost::asio::this_coro::executor, std::chrono::milliseconds{50});
            co_await timer.async_wait(boost::asio::use_awaitable);
        }
        ++answered;
        if (request.path == "/newsroom") {
            Response response = plain_text(Status::ok, "newsroom, loop " + std::to_string(request.loop));
            response.set_for_newsroom();
            co_return response;
        }
        if (request.path.is_below("/slow/live")) {
            Response response = PrivateResponse(Status::ok);
            response.append_owned("begins;");
            response.go_on(std::make_shared<TestLiveBody>(alive, request.path == "/slow/live/short" ? 3 : 1'000'000,
                                                          request.path == "/slow/live/large" ? 4'000'000 : 0));
            co_return response;
        }
        if (request.path.is_below("/streamed")) {
            Response response = PublicResponse(Status::ok);
            response.stream(std::make_shared<TestBodySource>(alive, request.path == "/streamed/short" ? 300'000 : 1'000'000), 1'000'000);
            apply_range(request, "\"a\"", response);
            co_return response;
        }
        if (const auto sink = std::dynamic_pointer_cast<TestBodySink>(request.sink)) {
            co_return plain_text(Status::ok, "spooled " + std::to_string(sink->all) + " by " + std::to_string(sink->largest));
        }
        if (request.method == Method::post && !request.path.is_below("/body")) {
            co_return problem(Status::method_not_allowed, "No POST here.");
        }
        co_return plain_text(Status::ok,
                             request.body.empty() ? std::string(request.path.text()) : "body of " + std::to_string(request.body.size()));
    }

    std::atomic<int> answered = 0;
    std::atomic<int> claims = 0;
    std::atomic<int> alive = 0;  ///< live bodies, sinks and sources that exist

private:
    const std::string large_ = std::string(8'000'000, 'x');
};

/// A server on a free port.
class TestSite {
public:
    explicit TestSite(ServerOptions options = {}, std::size_t loop_count = 1, Loops::Newsroom newsroom = Loops::Newsroom::among_readers)
        : loops(loop_count, {}, newsroom) {
        options.listen = "127.0.0.1:0";
        options.on_error = [this](std::string_view) { ++errors; };
        server = base::must(Server::create(loops, std::move(options), handler));
        server->start();
        loops.start();
    }
    TestSite(const TestSite&) = delete;
    TestSite& operator=(const TestSite&) = delete;
    TestSite(TestSite&&) = delete;
    TestSite& operator=(TestSite&&) = delete;
    ~TestSite() {
        server->stop();
        loops.stop();
    }

    TestHandler handler;
    std::atomic<int> errors = 0;
    Loops loops;
    std::unique_ptr<Server> server;
};

/// A blocking connection.
class Client {
public:
    explicit Client(const TestSite& site, std::string_view from = "127.0.0.1") : socket_(context_) {
        socket_.open(boost::asio::ip::tcp::v4());
        socket_.bind({boost::asio::ip::make_address(from), 0});
        socket_.connect({boost::asio::ip::address_v4::loopback(), site.server->port()});
    }

    void send(std::string_view bytes) {
        boost::system::error_code ignored;
        boost::asio::write(socket_, boost::asio::buffer(bytes), ignored);
    }

    /// Reads until the server closes the connection; the result ends with "timeout" if it does not within `patience`.
    std::string read_all(std::chrono::milliseconds patience = std::chrono::seconds{60}) {
        const auto end = std::chrono::steady_clock::now() + patience;
        std::string text;
        for (;;) {
            const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(end - std::chrono::steady_clock::now());
            pollfd ready{socket_.native_handle(), POLLIN, 0};
            if (left.count() <= 0 || ::poll(&ready, 1, static_cast<int>(left.count())) == 0) {
                return text + "timeout";
            }
            boost::system::error_code error;
            std::array<char, 65536> buffer{};
            const std::size_t size = socket_.read_some(boost::asio::buffer(buffer), error);
            if (error) {
                return error == boost::asio::error::eof ? text : text + "reset";
            }
            text.append(buffer.data(), size);
        }
    }

    /// Reads an answer of a known length.
    std::string read(std::size_t size) {
        std::string text(size, '\0');
        boost::system::error_code error;
        text.resize(boost::asio::read(socket_, boost::asio::buffer(text), error));
        return text;
    }

    /// Reads one answer with its head, by its Content-Length; following bytes are kept for the next call.
    std::string read_answer() {
        std::size_t end = std::string::npos;
        while ((end = received_.find("\r\n\r\n")) == std::string::npos) {
            if (!receive()) {
                return std::exchange(received_, {});
            }
        }
        const std::size_t at = received_.find("Content-Length: ");
        const std::size_t size = end + 4 + (at < end ? std::stoul(received_.substr(at + 16)) : 0);
        while (received_.size() < size && receive()) {
        }
        std::string answer = received_.substr(0, size);
        received_.erase(0, size);
        return answer;
    }

    boost::asio::ip::tcp::socket& socket() { return socket_; }

private:
    bool receive() {
        std::array<char, 65536> buffer{};
        boost::system::error_code error;
        const std::size_t size = socket_.read_some(boost::asio::buffer(buffer), error);
        received_.append(buffer.data(), size);
        return !error;
    }

    boost::asio::io_context context_;
    boost::asio::ip::tcp::socket socket_;
    std::string received_;
};

inline std::string get(std::string_view path, std::string_view fields = "") {
    return "GET " + std::string(path) + " HTTP/1.1\r\nHost: a\r\n" + std::string(fields) + "\r\n";
}
inline std::string post(std::string_view path, std::size_t size, std::string_view fields = "") {
    return "POST " + std::string(path) + " HTTP/1.1\r\nHost: a\r\nContent-Length: " + std::to_string(size) + "\r\n" + std::string(fields) +
           "\r\n";
}

inline int status_of_answer(std::string_view answer) {
    return answer.size() > 12 ? std::atoi(std::string(answer.substr(9, 3)).c_str()) : 0;
}

/// Counts status lines; a sentence may name the protocol too.
inline std::size_t count_answers(std::string_view text) {
    std::size_t count = 0;
    for (std::size_t at = text.find("HTTP/1.1 "); at != std::string_view::npos; at = text.find("HTTP/1.1 ", at + 1)) {
        count += std::isdigit(static_cast<unsigned char>(text.substr(at + 9, 1)[0])) != 0 ? 1U : 0U;
    }
    return count;
}

/// Clients that ask, each on a thread, until the server ends their connections. All are connected when the first one asks.
class Crowd {
public:
    /// The requests of a client are for `path(0)`, `path(1)` …
    template <class Path>
    Crowd(const TestSite& site, int count, Path path) {
        for (int i = 0; i < count; ++i) {
            clients_.emplace_back(site);
        }
        for (Client& client : clients_) {
            threads_.emplace_back([this, &client, path] { failed_ += asks_until_closed(client, path) ? 0 : 1; });
        }
    }

    /// To be called before the server stops: from now on it may end a connection before it sees a request.
    void expect_stop() { stopping_ = true; }

    /// Waits for all of them. How many connections ended between a request's head and its answer, or before expect_stop().
    int failures() {
        threads_.clear();
        return failed_;
    }

private:
    template <class Path>
    bool asks_until_closed(Client& client, const Path& path) {
        for (int number = 0;; ++number) {
            client.send(get(path(number)));
            const std::string answer = client.read_answer();
            if (status_of_answer(answer) != 200) {
                return stopping_ && answer.empty();
            }
            if (answer.contains("Connection: close")) {
                return true;
            }
        }
    }

    std::list<Client> clients_;
    std::atomic<int> failed_ = 0;
    std::atomic<bool> stopping_ = false;
    std::vector<std::jthread> threads_;
};

}  // namespace stoppress::http
