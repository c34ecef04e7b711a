// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/server/tls.hpp"

#include <openssl/err.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <string_view>

namespace stoppress::http {
namespace {

constexpr std::size_t kRecordBytes = 16 * 1024;

/// Chooses HTTP/1.1 if the client offers it; refuses a client that offers only other protocols.
int choose_protocol(SSL*, const unsigned char** chosen, unsigned char* chosen_size, const unsigned char* offered, unsigned int offered_size,
                    void*) {
    constexpr std::string_view kOurs = "http/1.1";
    const std::string_view offers(reinterpret_cast<const char*>(offered), offered_size);
    for (std::size_t at = 0; at < offers.size();) {
        const auto size = static_cast<unsigned char>(offers[at]);
        if (offers.substr(at + 1, size) == kOurs) {
            *chosen = offered + at + 1;
            *chosen_size = size;
            return SSL_TLSEXT_ERR_OK;
        }
        at += 1U + size;
    }
    return SSL_TLSEXT_ERR_ALERT_FATAL;
}

std::string openssl_reason() {
    std::array<char, 256> text{};
    // The first error is the cause; later ones are the places that it passed through.
    ERR_error_string_n(ERR_peek_error(), text.data(), text.size());
    ERR_clear_error();
    return text.data();
}

}  // namespace

base::Result<TlsContext> TlsContext::load(const std::string& certificate, const std::string& key) {
    TlsContext tls;
    tls.context_.reset(SSL_CTX_new(TLS_server_method()));
    SSL_CTX* const context = tls.context_.get();
    if (context == nullptr) {
        return base::fail(base::ErrorCode::internal, "OpenSSL failed to create a context: " + openssl_reason());
    }
    SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION);
    SSL_CTX_set_options(context,
                        SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION | SSL_OP_CIPHER_SERVER_PREFERENCE | SSL_OP_PRIORITIZE_CHACHA);
    // Writes are repeated from other memory and may be partial, and an idle connection keeps no buffers.
    SSL_CTX_set_mode(context, SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER | SSL_MODE_RELEASE_BUFFERS);
    SSL_CTX_set_alpn_select_cb(context, choose_protocol, nullptr);
    // Only forward secrecy and authenticated encryption; TLS 1.3 has nothing else.
    if (SSL_CTX_set_cipher_list(context, "ECDHE+AESGCM:ECDHE+CHACHA20") != 1) {
        return base::fail(base::ErrorCode::internal, "OpenSSL rejected the list of ciphers: " + openssl_reason());
    }
    if (SSL_CTX_use_certificate_chain_file(context, certificate.c_str()) != 1) {
        return base::fail(base::ErrorCode::invalid,
                          "The certificate " + certificate + " is not a readable PEM file (" + openssl_reason() + ").");
    }
    if (SSL_CTX_use_PrivateKey_file(context, key.c_str(), SSL_FILETYPE_PEM) != 1 || SSL_CTX_check_private_key(context) != 1) {
        return base::fail(base::ErrorCode::invalid,
                          "The key " + key + " is not a readable PEM file or does not match the certificate (" + openssl_reason() + ").");
    }
    return tls;
}

base::Result<TlsSession> TlsSession::create(const TlsContext& context, int descriptor) {
    TlsSession tls;
    tls.session_.reset(SSL_new(context.get()));
    if (!tls.session_ || SSL_set_fd(tls.session_.get(), descriptor) != 1) {
        return base::fail(base::ErrorCode::internal, "OpenSSL failed to create a session: " + openssl_reason());
    }
    SSL_set_accept_state(tls.session_.get());
    return tls;
}

Transfer TlsSession::failed(int result) {
    switch (SSL_get_error(session_.get(), result)) {
        case SSL_ERROR_WANT_READ:
            return {Transfer::Outcome::wants_read, 0};
        case SSL_ERROR_WANT_WRITE:
            return {Transfer::Outcome::wants_write, 0};
        case SSL_ERROR_ZERO_RETURN:
            return {Transfer::Outcome::ended, 0};
        default:
            broken_ = true;
            ERR_clear_error();
            return {Transfer::Outcome::failed, 0};
    }
}

Transfer TlsSession::read(std::span<char> into) {
    ERR_clear_error();
    std::size_t bytes = 0;
    const int result = SSL_read_ex(session_.get(), into.data(), into.size(), &bytes);
    return result == 1 ? Transfer{Transfer::Outcome::done, bytes} : failed(result);
}

Transfer TlsSession::write(std::span<const iovec> pieces) {
    // Small pieces are joined, so that a page does not need a record for each.
    std::array<char, kRecordBytes> record;
    std::size_t size = 0;
    for (const iovec& piece : pieces) {
        const std::size_t part = std::min(piece.iov_len, record.size() - size);
        std::memcpy(record.data() + size, piece.iov_base, part);
        size += part;
        if (size == record.size()) {
            break;
        }
    }
    ERR_clear_error();
    std::size_t bytes = 0;
    const int result = SSL_write_ex(session_.get(), record.data(), size, &bytes);
    return result == 1 ? Transfer{Transfer::Outcome::done, bytes} : failed(result);
}

void TlsSession::shutdown() {
    // After a fatal error OpenSSL must not be called again.
    if (!broken_ && SSL_is_init_finished(session_.get()) == 1) {
        ERR_clear_error();
        static_cast<void>(SSL_shutdown(session_.get()));
        ERR_clear_error();
    }
}

}  // namespace stoppress::http
