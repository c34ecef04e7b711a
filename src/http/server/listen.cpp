// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/server/listen.hpp"

#include <poll.h>
#include <sys/socket.h>

#include <cerrno>
#include <chrono>
#include <string>
#include <thread>

namespace stoppress::http {
namespace {

using boost::asio::ip::tcp;

/// The length of the accept queue; the kernel reduces it to its own limit.
constexpr int kBacklog = 4096;
constexpr int kMaxListenTries = 100;
constexpr std::chrono::milliseconds kListenPause{20};
/// How long a listener on this machine may take to complete a connection; its kernel does that, usually at once.
constexpr int kProbeMilliseconds = 500;

Acceptor try_to_listen(boost::asio::io_context& context, const tcp::endpoint& endpoint, Port port, boost::system::error_code& error) {
    using ReusePort = boost::asio::detail::socket_option::boolean<SOL_SOCKET, SO_REUSEPORT>;
    Acceptor acceptor(context.get_executor());
    error.clear();
    const auto step = [&error](auto&& action) {
        if (!error) {
            action();
        }
    };
    step([&] { acceptor.open(endpoint.protocol(), error); });
    step([&] { acceptor.set_option(boost::asio::socket_base::reuse_address(true), error); });
    step([&] {
        if (port == Port::beside_ours) {
            acceptor.set_option(ReusePort(true), error);
        }
    });
    step([&] { acceptor.bind(endpoint, error); });
    step([&] { acceptor.listen(kBacklog, error); });
    step([&] {
        // Only now, while it holds the port: if set before bind(), it would share the port with another server
        // of this user.
        if (port == Port::alone) {
            acceptor.set_option(ReusePort(true), error);
        }
    });
    return acceptor;
}

/// Whether a program accepts connections at the endpoint. Makes a connection and resets it.
bool accepts_connections(boost::asio::io_context& context, tcp::endpoint endpoint) {
    if (endpoint.address().is_unspecified()) {
        endpoint.address(endpoint.address().is_v6() ? boost::asio::ip::address(boost::asio::ip::address_v6::loopback())
                                                    : boost::asio::ip::address(boost::asio::ip::address_v4::loopback()));
    }
    boost::system::error_code error;
    tcp::socket probe(context);
    probe.open(endpoint.protocol(), error);
    if (!error) {
        probe.native_non_blocking(true, error);
    }
    // A socket that got this very port connects to itself; if closed normally, it would hold the port for a minute.
    if (!error) {
        probe.set_option(boost::asio::socket_base::linger(true, 0), error);
    }
    if (error) {
        return false;
    }
    if (::connect(probe.native_handle(), endpoint.data(), static_cast<socklen_t>(endpoint.size())) != 0) {
        pollfd connected{probe.native_handle(), POLLOUT, 0};
        if (errno != EINPROGRESS || ::poll(&connected, 1, kProbeMilliseconds) != 1) {
            return false;
        }
    }
    // If it is connected to itself, nobody listens there.
    const tcp::endpoint remote = probe.remote_endpoint(error);
    return !error && probe.local_endpoint(error) != remote && !error;
}

}  // namespace

bool pause_before_retry(int tries) {
    if (tries >= kMaxListenTries) {
        return false;
    }
    std::this_thread::sleep_for(kListenPause);
    return true;
}

base::Result<Acceptor> listen_on(boost::asio::io_context& context, const tcp::endpoint& endpoint, Port port,
                                 const PauseBeforeRetry& pause) {
    boost::system::error_code error;
    for (int tries = 1;; ++tries) {
        Acceptor acceptor = try_to_listen(context, endpoint, port, error);
        if (!error) {
            return acceptor;
        }
        if (error != boost::asio::error::address_in_use || accepts_connections(context, endpoint) || !pause(tries)) {
            break;
        }
    }
    if (error == boost::asio::error::address_in_use) {
        return base::fail(base::ErrorCode::io,
                          endpoint_text(endpoint) + " is in use by another program. Choose another port with --listen.");
    }
    return base::fail(base::ErrorCode::io, "Cannot listen on " + endpoint_text(endpoint) + ": " + error.message() + ".");
}

std::string endpoint_text(const tcp::endpoint& endpoint) {
    const std::string address = endpoint.address().to_string();
    return (endpoint.address().is_v6() ? "[" + address + "]" : address) + ":" + std::to_string(endpoint.port());
}

}  // namespace stoppress::http
