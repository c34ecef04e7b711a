// SPDX-License-Identifier: GPL-3.0-or-later
#include "staff/secret.hpp"

#include <sodium.h>

#include <array>
#include <cstdint>

#include "base/result.hpp"

namespace stoppress::staff {
namespace {

constexpr std::size_t kSecretBytes = 32;
constexpr std::string_view kBase32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

void need_random_numbers() {
    // Nothing but the first call does any work.
    if (sodium_init() < 0) {
        base::die("The system gives no random numbers.");
    }
}

}  // namespace

std::string random_bytes(std::size_t bytes) {
    need_random_numbers();
    std::string random(bytes, '\0');
    randombytes_buf(random.data(), random.size());
    return random;
}

std::string new_secret() {
    const std::string random = random_bytes(kSecretBytes);
    constexpr int kVariant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
    std::array<char, sodium_base64_ENCODED_LEN(kSecretBytes, kVariant)> text{};
    sodium_bin2base64(text.data(), text.size(), reinterpret_cast<const unsigned char*>(random.data()), random.size(), kVariant);
    return text.data();
}

std::string fingerprint(std::string_view secret) {
    std::array<unsigned char, crypto_hash_sha256_BYTES> hash{};
    crypto_hash_sha256(hash.data(), reinterpret_cast<const unsigned char*>(secret.data()), secret.size());
    std::array<char, 2 * crypto_hash_sha256_BYTES + 1> text{};
    sodium_bin2hex(text.data(), text.size(), hash.data(), hash.size());
    return text.data();
}

std::string to_base32(std::string_view bytes) {
    std::string text;
    std::uint32_t bits = 0;
    unsigned count = 0;
    for (const char c : bytes) {
        bits = (bits << 8U | static_cast<unsigned char>(c)) & 0xffffU;
        for (count += 8; count >= 5; count -= 5) {
            text += kBase32[(bits >> (count - 5)) & 31U];
        }
    }
    if (count > 0) {
        text += kBase32[(bits << (5 - count)) & 31U];
    }
    return text;
}

std::string from_base32(std::string_view text) {
    std::string bytes;
    std::uint32_t bits = 0;
    unsigned count = 0;
    for (const char c : text) {
        const auto value = kBase32.find(c);
        if (value == std::string_view::npos) {
            return "";
        }
        bits = (bits << 5U | static_cast<std::uint32_t>(value)) & 0xffffU;
        count += 5;
        if (count >= 8) {
            count -= 8;
            bytes += static_cast<char>((bits >> count) & 0xffU);
        }
    }
    return bytes;
}

bool are_equal(std::string_view one, std::string_view other) {
    return one.size() == other.size() && sodium_memcmp(one.data(), other.data(), one.size()) == 0;
}

}  // namespace stoppress::staff
