// SPDX-License-Identifier: GPL-3.0-or-later
#include "staff/secret.hpp"

#include <sodium.h>

#include <array>
#include <cstdint>

#include "base/result.hpp"

namespace stoppress::staff {
namespace {

constexpr std::size_t kSecretBytes = 32;
constexpr int kBase64Variant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
constexpr std::string_view kBase32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

void need_random_numbers() {
    // Only the first call does any work.
    if (sodium_init() < 0) {
        base::die("No random numbers are available from the system.");
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
    return to_base64url(random_bytes(kSecretBytes));
}

std::string fingerprint(std::string_view secret) {
    const std::string hash = sha256(secret);
    std::array<char, 2 * crypto_hash_sha256_BYTES + 1> text{};
    sodium_bin2hex(text.data(), text.size(), reinterpret_cast<const unsigned char*>(hash.data()), hash.size());
    return text.data();
}

std::string sha256(std::string_view bytes) {
    std::string hash(crypto_hash_sha256_BYTES, '\0');
    crypto_hash_sha256(reinterpret_cast<unsigned char*>(hash.data()), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
    return hash;
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

std::string to_base64url(std::string_view bytes) {
    std::string text(sodium_base64_encoded_len(bytes.size(), kBase64Variant), '\0');
    sodium_bin2base64(text.data(), text.size(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), kBase64Variant);
    text.pop_back();  // the zero
    return text;
}

std::optional<std::string> from_base64url(std::string_view text, std::size_t most) {
    // Four characters encode three bytes.
    if (text.size() > (most + 2) / 3 * 4) {
        return std::nullopt;
    }
    std::string bytes(most, '\0');
    std::size_t size = 0;
    const char* end = nullptr;
    if (sodium_base642bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(), text.data(), text.size(), nullptr, &size, &end,
                          kBase64Variant) != 0 ||
        end != text.data() + text.size()) {
        return std::nullopt;
    }
    bytes.resize(size);
    return bytes;
}

bool are_equal(std::string_view one, std::string_view other) {
    return one.size() == other.size() && sodium_memcmp(one.data(), other.data(), one.size()) == 0;
}

}  // namespace stoppress::staff
