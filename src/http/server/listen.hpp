// SPDX-License-Identifier: GPL-3.0-or-later
// Listens on a port, even if something else holds that port for a moment.
// Thread: any; listen_on() may block for seconds.
#pragma once

#include <boost/asio/basic_socket_acceptor.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <cstdint>
#include <functional>
#include <string>

#include "base/result.hpp"

namespace stoppress::http {

using Acceptor = boost::asio::basic_socket_acceptor<boost::asio::ip::tcp, boost::asio::io_context::executor_type>;

/// `alone`: fails if any other socket listens on the port. `beside_ours`: shares it with the sockets of this server.
enum class Port : std::uint8_t { alone, beside_ours };

/// Called before retrying a port in use, with the number of tries so far (1, 2, …); returns false to give up.
using PauseBeforeRetry = std::function<bool(int tries)>;

/// Sleeps 20 ms; gives up after two seconds.
[[nodiscard]] bool pause_before_retry(int tries);

/// A socket that listens on `endpoint` (port 0: a free one). Fails with `io`: at once if another program accepts
/// connections on the port; if the port is in use otherwise, for example by an outgoing connection, only after `pause`
/// gives up.
[[nodiscard]] base::Result<Acceptor> listen_on(boost::asio::io_context& context, const boost::asio::ip::tcp::endpoint& endpoint, Port port,
                                               const PauseBeforeRetry& pause = pause_before_retry);

/// "127.0.0.1:8080", "[::1]:8080".
[[nodiscard]] std::string endpoint_text(const boost::asio::ip::tcp::endpoint& endpoint);

}  // namespace stoppress::http
