// SPDX-License-Identifier: GPL-3.0-or-later
// The listening server: on every loop an acceptor and its connections, with caps, deadlines and an orderly end.
// Flow:   socket -> Listener -> Connection -> gate -> Handler
// Owner:  main. Thread: the owner's; totals() from any.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "http/handler.hpp"
#include "http/limits.hpp"
#include "http/loops.hpp"
#include "http/metrics.hpp"

namespace stoppress::http {

struct ServerOptions {
    std::string listen = "127.0.0.1:8080";       ///< HOST:PORT, [IPv6]:PORT; port 0 takes a free one
    std::vector<std::string> hosts{};            ///< where not empty: the Hosts that are answered ("example.org", or with ":port")
    std::vector<std::string> trusted_proxies{};  ///< addresses or CIDR networks whose X-Forwarded-For counts
    std::string tls_certificate{};               ///< PEM files; empty: no TLS
    std::string tls_key{};
    Limits limits{};
    std::function<void(std::string_view message)> on_error{};  ///< told of exceptions that cost a connection (any loop)
};

class Server {
public:
    /// Binds and listens (so that the port is known and taken), without accepting yet. Fails (invalid) for an address, network or
    /// certificate that cannot be read, (io) where the port is in use or may not be bound. `loops` and `handler` outlive the server.
    [[nodiscard]] static base::Result<std::unique_ptr<Server>> create(Loops& loops, ServerOptions options, Handler& handler);
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;
    Server(Server&&) = delete;
    Server& operator=(Server&&) = delete;
    /// Stops where that has not been done.
    ~Server();

    /// "http://127.0.0.1:8080/", for the line that says ready.
    [[nodiscard]] const std::string& address() const;
    [[nodiscard]] std::uint16_t port() const;

    /// Begins to accept; the loops have to run, or be started soon.
    void start();
    /// Accepts no more, lets what is in flight finish (Limits::shutdown at most), closes everything, and returns then.
    void stop();

    /// Whether it has a certificate of its own.
    [[nodiscard]] bool has_tls() const;
    /// Reads certificate and key again and returns once every loop gives new connections what they are now; those that are open keep what
    /// they have. Fails (invalid), and nothing changes, where they cannot be read or do not belong together. The loops have to run.
    [[nodiscard]] base::Result<void> renew_tls();

    [[nodiscard]] Totals totals() const;

private:
    class Impl;
    std::unique_ptr<Impl> impl_;

public:
    /// create()'s part: nobody else has an Impl.
    explicit Server(std::unique_ptr<Impl> impl);
};

}  // namespace stoppress::http
