// SPDX-License-Identifier: GPL-3.0-or-later
// The TLS configuration of a server with a certificate of its own, and a TLS session on a socket.
// Thread: TlsContext any, immutable; TlsSession its connection's loop.
#pragma once

#include <openssl/ssl.h>
#include <sys/uio.h>

#include <cstddef>
#include <memory>
#include <span>
#include <string>

#include "base/result.hpp"

namespace stoppress::http {

/// The result of a non-blocking read or write.
struct Transfer {
    enum class Outcome : std::uint8_t { done, wants_read, wants_write, ended, failed };
    Outcome outcome = Outcome::done;
    std::size_t bytes = 0;
};

/// Certificate, key and rules, shared by all loops (OpenSSL counts references atomically).
class TlsContext {
public:
    /// Fails with `invalid` if the files cannot be read or do not match.
    [[nodiscard]] static base::Result<TlsContext> load(const std::string& certificate, const std::string& key);
    [[nodiscard]] SSL_CTX* get() const { return context_.get(); }

private:
    struct Free {
        void operator()(SSL_CTX* context) const { SSL_CTX_free(context); }
    };
    std::unique_ptr<SSL_CTX, Free> context_;
};

/// One client's session on a non-blocking socket that it does not own. The handshake happens inside the first read.
class TlsSession {
public:
    /// Fails with `internal` if OpenSSL is out of memory.
    [[nodiscard]] static base::Result<TlsSession> create(const TlsContext& context, int descriptor);
    [[nodiscard]] Transfer read(std::span<char> into);
    /// Writes at most one record of the first pieces. After wants_… it must be called with the same bytes again.
    [[nodiscard]] Transfer write(std::span<const iovec> pieces);
    /// Sends close_notify if the socket accepts it.
    void shutdown();

private:
    struct Free {
        void operator()(SSL* session) const { SSL_free(session); }
    };
    [[nodiscard]] Transfer failed(int result);
    std::unique_ptr<SSL, Free> session_;
    bool broken_ = false;
};

}  // namespace stoppress::http
