// SPDX-License-Identifier: GPL-3.0-or-later
// Listening on a port, although something else may hold that port for a moment.
// Thread: any; each call blocks its own.
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

/// Called before a port in use is tried again, with the number of tries made so far (1, 2, …); returns false to give up.
using PauseBeforeRetry = std::function<bool(int tries)>;

/// Sleeps 20 ms, and gives up after two seconds.
[[nodiscard]] bool pause_before_retry(int tries);

/// A socket that listens on `endpoint` (port 0: a free one). A port on which another program accepts connections fails at once. A port in
/// use without that, as by an outgoing connection of any program, is tried again for as long as `pause` allows. Fails with ErrorCode::io.
[[nodiscard]] base::Result<Acceptor> listen_on(boost::asio::io_context& context, const boost::asio::ip::tcp::endpoint& endpoint, Port port,
                                               const PauseBeforeRetry& pause = pause_before_retry);

/// "127.0.0.1:8080", "[::1]:8080".
[[nodiscard]] std::string endpoint_text(const boost::asio::ip::tcp::endpoint& endpoint);

}  // namespace stoppress::http
