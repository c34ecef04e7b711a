// SPDX-License-Identifier: GPL-3.0-or-later
// The listening server: an acceptor and connections on every loop, with limits, deadlines and an orderly shutdown.
// Flow:   socket -> Listener -> Connection -> gate -> Handler
// Owner:  serve (cli).
// Thread: the owner's; totals() from any.
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
#include "http/server/loops.hpp"
#include "http/server/metrics.hpp"

namespace stoppress::http {

struct ServerOptions {
    std::string listen = "127.0.0.1:8080";       ///< HOST:PORT, [IPv6]:PORT; port 0 means a free one
    std::vector<std::string> hosts{};            ///< if not empty: the Hosts that are answered ("example.org", or with ":port")
    std::vector<std::string> trusted_proxies{};  ///< addresses or CIDR networks whose X-Forwarded-For is trusted
    std::string tls_certificate{};               ///< PEM files; empty: no TLS
    std::string tls_key{};
    Limits limits{};
    /// Called with exceptions that ended a connection, and with the causes of answers that were broken off or refer to
    /// the log (any loop).
    std::function<void(std::string_view message)> on_error{};
};

class Server {
public:
    /// Binds and listens (so that the port is known and reserved), without accepting yet. Fails with `invalid` if an
    /// address, network or certificate cannot be parsed or read, `io` if the port is in use or not permitted. `loops`
    /// and `handler` must outlive the server.
    [[nodiscard]] static base::Result<std::unique_ptr<Server>> create(Loops& loops, ServerOptions options, Handler& handler);
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;
    Server(Server&&) = delete;
    Server& operator=(Server&&) = delete;
    /// Calls stop() if that has not been done.
    ~Server();

    /// "http://127.0.0.1:8080/", for the message that the server is ready.
    [[nodiscard]] const std::string& address() const;
    [[nodiscard]] std::uint16_t port() const;

    /// Starts accepting; the loops must be running, or be started soon.
    void start();
    /// Stops accepting, lets requests in flight finish (for Limits::shutdown at most), closes everything, then returns.
    void stop();

    /// Whether it has a TLS certificate of its own.
    [[nodiscard]] bool has_tls() const;
    /// Reads certificate and key again and returns once every loop uses them for new connections; open connections
    /// keep the old ones. Fails with `invalid`, changing nothing, if they cannot be read or do not match. The loops
    /// must be running.
    [[nodiscard]] base::Result<void> renew_tls();

    [[nodiscard]] Totals totals() const;

private:
    class Impl;
    std::unique_ptr<Impl> impl_;

public:
    /// For create(); the parameter's type is private.
    explicit Server(std::unique_ptr<Impl> impl);
};

}  // namespace stoppress::http
