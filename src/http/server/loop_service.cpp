// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/server/loop_service.hpp"

#include <netinet/tcp.h>

#include <algorithm>

#include "base/time/time.hpp"

namespace stoppress::http {
namespace {

constexpr std::size_t kHeadRoom = 64 * 1024;
/// Half a year, for this host alone: hosts below it are not ours to decide about.
constexpr std::string_view kHsts = "Strict-Transport-Security: max-age=15552000\r\n";

/// A fraction of the shortest deadline, so that none is exceeded by much.
std::chrono::milliseconds tick_length(const Limits& limits) {
    const auto shortest = std::min({limits.head, limits.keep_alive, limits.progress, limits.grace, limits.linger, limits.shutdown});
    return std::clamp(shortest / 4, std::chrono::milliseconds{10}, std::chrono::milliseconds{500});
}

/// A connection counted by Admission; released unless a Connection takes it over, for which closed() releases it.
class AdmittedPlace {
public:
    AdmittedPlace(Admission& admission, const AddressBytes& peer) : admission_(&admission), peer_(peer) {}
    AdmittedPlace(const AdmittedPlace&) = delete;
    AdmittedPlace& operator=(const AdmittedPlace&) = delete;
    AdmittedPlace(AdmittedPlace&&) = delete;
    AdmittedPlace& operator=(AdmittedPlace&&) = delete;
    ~AdmittedPlace() {
        if (admission_ != nullptr) {
            admission_->release(peer_);
        }
    }
    void hand_over() { admission_ = nullptr; }

private:
    Admission* admission_;
    AddressBytes peer_;
};

}  // namespace

LoopService::LoopService(std::shared_ptr<Setup> setup, boost::asio::io_context& context, Acceptor acceptor, std::size_t loop,
                         std::shared_ptr<LoopService> newsroom)
    : setup_(std::move(setup)),
      context_(context),
      newsroom_(std::move(newsroom)),
      tls_(setup_->tls),
      acceptor_(std::move(acceptor)),
      tick_timer_(context.get_executor()),
      accept_timer_(context.get_executor()),
      loop_(loop),
      tick_length_(tick_length(setup_->limits)),
      outgoing_(kHeadRoom) {
    update_date();
}

void LoopService::start() {
    now_ = SteadyClock::now();
    if (acceptor_.is_open()) {
        accept();
    }
    tick();
}

void LoopService::accept() {
    // Asio may throw between the accept and its handler (no memory for the new socket). The handler is then destroyed
    // without being called, and tick() accepts again.
    accepting_ = std::make_shared<int>();
    acceptor_.async_accept([self = shared_from_this(), accepting = accepting_](boost::system::error_code error, Socket socket) {
        self->on_accept(error, std::move(socket));
    });
}

void LoopService::on_accept(boost::system::error_code error, Socket socket) {
    if (!acceptor_.is_open()) {
        return;
    }
    if (!error) {
        admit(std::move(socket));
        accept();
    } else if (error == boost::asio::error::no_descriptors || error == boost::system::errc::too_many_files_open_in_system ||
               error == boost::system::errc::no_buffer_space || error == boost::system::errc::not_enough_memory) {
        crowded_ = true;
        pause_accepting();
    } else {
        // The client disconnected before its turn.
        accept();
    }
}

void LoopService::pause_accepting() {
    pausing_ = true;
    accept_timer_.expires_after(kAcceptPause);
    accept_timer_.async_wait([self = shared_from_this()](boost::system::error_code error) {
        self->pausing_ = false;
        if (!error && self->acceptor_.is_open()) {
            self->accept();
        }
    });
}

void LoopService::admit(Socket socket) {
    try {
        open_connection(std::move(socket));
    } catch (const std::exception& exception) {
        setup_->on_error(exception.what());
    }
}

void LoopService::open_connection(Socket socket) {
    boost::system::error_code error;
    const auto endpoint = socket.remote_endpoint(error);
    if (error) {
        return;
    }
    const AddressBytes peer = address_bytes(endpoint.address());
    const Admission::Verdict verdict = setup_->admission.admit(peer);
    if (verdict != Admission::Verdict::admitted) {
        crowded_ = crowded_ || verdict == Admission::Verdict::full;
        counters_.connections_refused.add(1);
        return;
    }
    AdmittedPlace place(setup_->admission, peer);
    socket.native_non_blocking(true, error);
    socket.set_option(boost::asio::ip::tcp::no_delay(true), error);
    // Data that a client does not read ends the connection even if there is nothing more to write.
    const auto patience = static_cast<int>(setup_->limits.progress.count());
    socket.set_option(boost::asio::detail::socket_option::integer<IPPROTO_TCP, TCP_USER_TIMEOUT>(patience), error);
    std::optional<TlsSession> session;
    if (tls_) {
        base::Result<TlsSession> created = TlsSession::create(*tls_, socket.native_handle());
        if (!created) {
            setup_->on_error(created.error().message);
            return;
        }
        session = std::move(*created);
    }
    auto connection = std::make_shared<Connection>(shared_from_this(), Stream(std::move(socket), std::move(session)), peer);
    place.hand_over();
    counters_.connections_accepted.add(1);
    come(*connection);
    connection->start();
}

void LoopService::closed(Connection& connection) {
    setup_->admission.release(connection.peer());
    gone(connection);
    finish_drain();
}

void LoopService::gone(Connection& connection) {
    connections_.erase(connections_.iterator_to(connection));
    counters_.connections_open.subtract(1);
}

void LoopService::come(Connection& connection) {
    connections_.push_back(connection);
    counters_.connections_open.add(1);
}

void LoopService::tick() {
    tick_timer_.expires_after(tick_length_);
    tick_timer_.async_wait([self = shared_from_this()](boost::system::error_code error) {
        if (error) {
            return;
        }
        if (!self->draining_ || !self->connections_.empty()) {
            self->tick();
        }
        self->now_ = SteadyClock::now();
        self->update_date();
        if (self->acceptor_.is_open() && !self->pausing_ && self->accepting_.use_count() < 2) {
            self->accept();
        }
        self->check_connections();
    });
}

void LoopService::check_connections() {
    const bool overdue = draining_ && now_ - drain_start_ >= setup_->limits.shutdown;
    const bool crowded = std::exchange(crowded_, false);
    for (auto next = connections_.begin(); next != connections_.end();) {
        // The connection may close and remove itself from the list.
        const std::shared_ptr<Connection> connection = (next++)->shared_from_this();
        if (overdue) {
            connection->close();
        } else {
            connection->check(crowded ? Connection::Room::scarce : Connection::Room::enough);
        }
    }
}

void LoopService::update_date() {
    const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
    const std::time_t seconds = now.time_since_epoch().count();
    if (seconds != date_) {
        date_ = seconds;
        server_fields_ =
            "Server: Stoppress\r\nDate: " + base::format_http_date(base::Time{now}) + "\r\nX-Content-Type-Options: nosniff\r\n";
        // Never over plain HTTP, where RFC 6797 forbids it; a TLS proxy sends it itself.
        if (setup_->tls) {
            server_fields_ += kHsts;
        }
    }
}

void LoopService::drain(std::function<void()> done) {
    draining_ = true;
    now_ = SteadyClock::now();
    drain_start_ = now_;
    drained_ = std::move(done);
    accept_timer_.cancel();
    // Clients in the accept queue are already connected and get answers: closing would reset them.
    boost::system::error_code error;
    acceptor_.non_blocking(true, error);
    while (!error) {
        Socket socket(acceptor_.get_executor());
        acceptor_.accept(socket, error);
        if (!error) {
            admit(std::move(socket));
        }
    }
    acceptor_.close(error);
    for (auto next = connections_.begin(); next != connections_.end();) {
        const std::shared_ptr<Connection> connection = (next++)->shared_from_this();
        connection->drain();
    }
    finish_drain();
}

void LoopService::finish_drain() {
    if (draining_ && connections_.empty() && drained_) {
        tick_timer_.cancel();
        std::exchange(drained_, nullptr)();
    }
}

}  // namespace stoppress::http
