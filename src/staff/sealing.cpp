// SPDX-License-Identifier: GPL-3.0-or-later
#include "staff/sealing.hpp"

#include <sodium.h>

#include "base/result.hpp"
#include "staff/secret.hpp"

namespace stoppress::staff {
namespace {

const unsigned char* bytes_of(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

void check_length(std::string_view secret) {
    if (secret.size() != crypto_secretbox_KEYBYTES) {
        base::die("The secret for encryption does not have 32 bytes.");
    }
}

}  // namespace

std::string seal(std::string_view text, std::string_view secret) {
    check_length(secret);
    // A new nonce each time; 24 random bytes do not repeat.
    std::string sealed = random_bytes(crypto_secretbox_NONCEBYTES);
    const std::string nonce = sealed;
    sealed.resize(nonce.size() + crypto_secretbox_MACBYTES + text.size());
    crypto_secretbox_easy(reinterpret_cast<unsigned char*>(sealed.data()) + nonce.size(), bytes_of(text), text.size(), bytes_of(nonce),
                          bytes_of(secret));
    return to_base64url(sealed);
}

std::optional<std::string> open_sealed(std::string_view sealed, std::string_view secret) {
    check_length(secret);
    const auto bytes = from_base64url(sealed, sealed.size());
    if (!bytes || bytes->size() < crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES) {
        return std::nullopt;
    }
    const auto box = std::string_view(*bytes).substr(crypto_secretbox_NONCEBYTES);
    std::string text(box.size() - crypto_secretbox_MACBYTES, '\0');
    if (crypto_secretbox_open_easy(reinterpret_cast<unsigned char*>(text.data()), bytes_of(box), box.size(), bytes_of(*bytes),
                                   bytes_of(secret)) != 0) {
        return std::nullopt;
    }
    return text;
}

}  // namespace stoppress::staff
