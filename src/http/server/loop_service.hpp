// SPDX-License-Identifier: GPL-3.0-or-later
// One loop's part of the server: accepts connections, keeps a list of them, enforces their deadlines, and closes them
// in an orderly way.
// Flow:   acceptor -> LoopService -> Connection
// Owner:  Server, and each of its connections.
// Thread: its loop's, except the constructor and counters().
#pragma once

#include <boost/asio/basic_waitable_timer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/intrusive/list.hpp>
#include <chrono>
#include <functional>
#include <memory>
#include <string>

#include "http/connection/connection.hpp"
#include "http/connection/outgoing.hpp"
#include "http/message/gate.hpp"
#include "http/server/listen.hpp"
#include "http/server/metrics.hpp"
#include "http/server/setup.hpp"

namespace stoppress::http {

class LoopService : public std::enable_shared_from_this<LoopService> {
public:
    using SteadyClock = std::chrono::steady_clock;

    /// An `acceptor` that is not open accepts nothing (on the newsroom's loop). `newsroom`: the service of the
    /// newsroom's loop; null if this is it, or if there is none.
    LoopService(std::shared_ptr<Setup> setup, boost::asio::io_context& context, Acceptor acceptor, std::size_t loop,
                std::shared_ptr<LoopService> newsroom);

    /// Starts accepting and checking deadlines.
    void start();
    /// Stops accepting; calls `done` when the last connection has closed, at the latest after Limits::shutdown.
    void drain(std::function<void()> done);

    /// The certificate for connections accepted from now on; call it on the loop.
    void renew_tls(std::shared_ptr<const TlsContext> tls) { tls_ = std::move(tls); }

    [[nodiscard]] const Counters& counters() const { return counters_; }

    // For connections.

    [[nodiscard]] Setup& setup() const { return *setup_; }
    [[nodiscard]] boost::asio::io_context& context() const { return context_; }
    [[nodiscard]] const std::shared_ptr<LoopService>& newsroom() const { return newsroom_; }
    [[nodiscard]] Counters& count() { return counters_; }
    [[nodiscard]] std::size_t loop() const { return loop_; }
    [[nodiscard]] bool is_draining() const { return draining_; }
    /// The time at the last tick: accurate enough for deadlines, and free.
    [[nodiscard]] SteadyClock::time_point now() const { return now_; }
    /// "Server: …\r\nDate: …\r\nX-Content-Type-Options: nosniff\r\n".
    [[nodiscard]] std::string_view server_fields() const { return server_fields_; }
    /// Empty between events; whoever fills it during an event must empty it in the same event.
    [[nodiscard]] Outgoing& outgoing() { return outgoing_; }
    [[nodiscard]] Gate& gate() { return gate_; }
    [[nodiscard]] Head& head() { return head_; }
    /// A connection has closed; removes it from the list.
    void closed(Connection& connection);
    /// A connection moves to another loop, or has arrived from one.
    void gone(Connection& connection);
    void come(Connection& connection);

private:
    using Timer =
        boost::asio::basic_waitable_timer<SteadyClock, boost::asio::wait_traits<SteadyClock>, boost::asio::io_context::executor_type>;

    void accept();
    void on_accept(boost::system::error_code error, Socket socket);
    /// Opens a connection, or drops the socket. Never throws.
    void admit(Socket socket);
    void open_connection(Socket socket);
    void pause_accepting();
    void tick();
    void check_connections();
    void update_date();
    void finish_drain();

    std::shared_ptr<Setup> setup_;
    boost::asio::io_context& context_;
    const std::shared_ptr<LoopService> newsroom_;
    std::shared_ptr<const TlsContext> tls_;
    Acceptor acceptor_;
    Timer tick_timer_;
    Timer accept_timer_;
    const std::size_t loop_;
    const SteadyClock::duration tick_length_;
    boost::intrusive::list<Connection, boost::intrusive::constant_time_size<false>> connections_;
    Counters counters_;
    SteadyClock::time_point now_ = SteadyClock::now();
    std::time_t date_ = 0;
    std::string server_fields_;
    Outgoing outgoing_;
    Gate gate_;
    Head head_;
    std::shared_ptr<int> accepting_;  ///< shared with the handler of the pending accept
    bool pausing_ = false;            ///< out of descriptors: accepts again when accept_timer_ fires
    bool crowded_ = false;            ///< a connection was refused since the last tick
    bool draining_ = false;
    SteadyClock::time_point drain_start_;
    std::function<void()> drained_;
};

}  // namespace stoppress::http
