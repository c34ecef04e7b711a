// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/editing/link_secret.hpp"

#include <sodium.h>

#include <array>

#include "base/result.hpp"

namespace stoppress::store {

namespace {

constexpr std::size_t kBytes = 32;

}  // namespace

LinkSecret make_link_secret() {
    if (sodium_init() < 0) {
        base::die("libsodium failed to start: no source of random numbers");
    }
    std::array<unsigned char, kBytes> bytes{};
    randombytes_buf(bytes.data(), bytes.size());
    std::array<char, kLinkSecretLength + 1> text{};
    sodium_bin2base64(text.data(), text.size(), bytes.data(), bytes.size(), sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    LinkSecret secret{text.data(), {}};
    secret.hash = hash_of_link_secret(secret.text);
    return secret;
}

std::string hash_of_link_secret(std::string_view text) {
    std::array<unsigned char, crypto_hash_sha256_BYTES> hash{};
    crypto_hash_sha256(hash.data(), reinterpret_cast<const unsigned char*>(text.data()), text.size());
    std::array<char, 2 * crypto_hash_sha256_BYTES + 1> hex{};
    sodium_bin2hex(hex.data(), hex.size(), hash.data(), hash.size());
    return hex.data();
}

}  // namespace stoppress::store
