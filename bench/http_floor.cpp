// SPDX-License-Identifier: GPL-3.0-or-later
// The floor of the server's cost: one loop that answers every request with the same five pieces of 30 KB, to be set beside nginx
// handing out a file of that size. Usage: http_floor HOST:PORT; ends with its standard input.
#include <cstdio>
#include <iostream>

#include "http/server/loops.hpp"
#include "http/server/server.hpp"

namespace {

using namespace stoppress;

class Page final : public http::Handler {
public:
    Page() {
        fields_.add("Content-Type", "text/html; charset=utf-8");
        fields_.add("ETag", "\"0123456789abcdef\"");
        fields_.add("Vary", "Accept-Encoding");
    }

    [[nodiscard]] std::uint64_t body_limit(const http::Request&) const override { return 0; }

    [[nodiscard]] std::optional<http::Response> try_answer(const http::Request&) override {
        std::optional<http::Response> response = http::PublicResponse(http::Status::ok);
        response->add_prepared(fields_);
        for (std::size_t i = 0; i < 5; ++i) {
            response->append(*piece_);
        }
        for (std::size_t i = 0; i < 3; ++i) {
            response->keep(piece_);
        }
        return response;
    }

    [[nodiscard]] boost::asio::awaitable<http::Response> answer(http::Request) override {
        co_return http::plain_text(http::Status::not_found, "");
    }

private:
    http::Fields fields_;
    std::shared_ptr<const std::string> piece_ = std::make_shared<const std::string>(6000, 'x');
};

}  // namespace

int main(int count, char** arguments) {
    Page page;
    http::Loops loops(1);
    http::ServerOptions options;
    options.listen = count > 1 ? arguments[1] : "127.0.0.1:0";
    auto server = base::must(http::Server::create(loops, options, page));
    server->start();
    loops.start();
    std::printf("ready %s\n", server->address().c_str());
    std::fflush(stdout);
    std::cin.get();
    server->stop();
    loops.stop();
}
