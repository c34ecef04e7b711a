// SPDX-License-Identifier: GPL-3.0-or-later
// A client's bytes, plain or over TLS, behind one interface: read when data arrives, write as much as
// the kernel accepts.
// Owner:  a Connection, which every handler passed here must keep alive.
// Thread: one loop's.
#pragma once

#include <sys/socket.h>
#include <unistd.h>

#include <boost/asio/basic_stream_socket.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <cerrno>
#include <optional>
#include <span>

#include "http/server/tls.hpp"

namespace stoppress::http {

// The executor's own type: a type-erased one costs an allocation and two indirect calls for each operation.
using Socket = boost::asio::basic_stream_socket<boost::asio::ip::tcp, boost::asio::io_context::executor_type>;

class Stream {
public:
    Stream(Socket socket, std::optional<TlsSession> tls) : socket_(std::move(socket)), tls_(std::move(tls)) {}

    /// Calls handler(error, bytes) when something was read, never from inside this call.
    template <class Handler>
    void read(std::span<char> into, Handler handler) {
        if (!tls_) {
            socket_.async_read_some(boost::asio::buffer(into.data(), into.size()), std::move(handler));
            return;
        }
        const Transfer transfer = tls_->read(into);
        if (transfer.outcome == Transfer::Outcome::wants_read || transfer.outcome == Transfer::Outcome::wants_write) {
            const auto wait = transfer.outcome == Transfer::Outcome::wants_read ? Socket::wait_read : Socket::wait_write;
            socket_.async_wait(wait, [this, into, next = std::move(handler)](boost::system::error_code error) mutable {
                if (error) {
                    next(error, 0);
                } else {
                    read(into, std::move(next));
                }
            });
            return;
        }
        boost::system::error_code error;
        if (transfer.outcome != Transfer::Outcome::done) {
            error = boost::asio::error::eof;
        }
        boost::asio::post(socket_.get_executor(),
                          [error, bytes = transfer.bytes, next = std::move(handler)]() mutable { next(error, bytes); });
    }

    /// Writes as much as is accepted now.
    [[nodiscard]] Transfer write(std::span<const iovec> pieces) {
        if (tls_) {
            return tls_->write(pieces);
        }
        msghdr message{};
        message.msg_iov = const_cast<iovec*>(pieces.data());
        message.msg_iovlen = pieces.size();
        for (;;) {
            const ssize_t written = ::sendmsg(socket_.native_handle(), &message, MSG_NOSIGNAL);
            if (written >= 0) {
                return {Transfer::Outcome::done, static_cast<std::size_t>(written)};
            }
            if (errno == EAGAIN || errno == EWOULDBLOCK) {
                return {Transfer::Outcome::wants_write, 0};
            }
            if (errno != EINTR) {
                return {Transfer::Outcome::failed, 0};
            }
        }
    }

    /// Calls handler(error) when the socket is ready for what write() needs.
    template <class Handler>
    void wait(Transfer::Outcome wanted, Handler handler) {
        socket_.async_wait(wanted == Transfer::Outcome::wants_read ? Socket::wait_read : Socket::wait_write, std::move(handler));
    }

    /// Ends the sending side: the client sees the end after the last byte.
    void shutdown_send() {
        if (tls_) {
            tls_->shutdown();
        }
        boost::system::error_code ignored;
        socket_.shutdown(Socket::shutdown_send, ignored);
    }

    void close() {
        if (tls_) {
            tls_->shutdown();
        }
        boost::system::error_code ignored;
        socket_.close(ignored);
    }

    /// Moves it to another loop; from then on call everything on that loop's thread. Nothing may be pending. False if
    /// that is not possible; the socket is then closed.
    [[nodiscard]] bool move_to(boost::asio::io_context& context) {
        boost::system::error_code error;
        const auto protocol = socket_.local_endpoint(error).protocol();
        if (error) {
            return false;
        }
        const int descriptor = socket_.release(error);
        if (error) {
            return false;
        }
        socket_ = Socket(context.get_executor());
        socket_.assign(protocol, descriptor, error);
        if (error) {
            ::close(descriptor);
            return false;
        }
        socket_.native_non_blocking(true, error);
        return !error;
    }

    [[nodiscard]] bool is_secure() const { return tls_.has_value(); }
    [[nodiscard]] boost::asio::io_context::executor_type executor() { return socket_.get_executor(); }

private:
    Socket socket_;
    std::optional<TlsSession> tls_;
};

}  // namespace stoppress::http
