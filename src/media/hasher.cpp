// SPDX-License-Identifier: GPL-3.0-or-later
#include "media/hasher.hpp"

#include <array>

namespace stoppress::media {

void Hasher::add(std::string_view bytes) {
    crypto_hash_sha256_update(&state_, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
}

std::string Hasher::hash() const {
    // Finishing changes the state, and more may be added.
    auto state = state_;
    std::array<unsigned char, crypto_hash_sha256_BYTES> hash{};
    crypto_hash_sha256_final(&state, hash.data());
    std::array<char, 2 * hash.size() + 1> text{};
    sodium_bin2hex(text.data(), text.size(), hash.data(), hash.size());
    return text.data();
}

}  // namespace stoppress::media
