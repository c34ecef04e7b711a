// SPDX-License-Identifier: GPL-3.0-or-later
#include "staff/passkeys/challenge.hpp"

#include <sodium.h>

#include <array>

#include "staff/passkeys/limits.hpp"
#include "staff/secret.hpp"

namespace stoppress::staff {
namespace {

constexpr std::size_t kRandomBytes = 32;
constexpr std::size_t kTimeBytes = 8;
constexpr std::size_t kCodedBytes = kRandomBytes + kTimeBytes;
constexpr std::size_t kChallengeBytes = kCodedBytes + crypto_auth_hmacsha256_BYTES;

std::string code_of(std::string_view key, Ceremony ceremony, std::string_view holder, std::string_view coded) {
    // The part before the holder has a fixed length, so no two inputs are the same bytes.
    std::string message(coded);
    message += ceremony == Ceremony::registration ? 'r' : 'a';
    message += holder;
    crypto_auth_hmacsha256_state state;
    crypto_auth_hmacsha256_init(&state, reinterpret_cast<const unsigned char*>(key.data()), key.size());
    crypto_auth_hmacsha256_update(&state, reinterpret_cast<const unsigned char*>(message.data()), message.size());
    std::string code(crypto_auth_hmacsha256_BYTES, '\0');
    crypto_auth_hmacsha256_final(&state, reinterpret_cast<unsigned char*>(code.data()));
    return code;
}

}  // namespace

std::string make_challenge(std::string_view key, Ceremony ceremony, std::string_view holder, base::Time now) {
    std::string bytes = random_bytes(kRandomBytes);
    const auto end = static_cast<std::uint64_t>(base::to_milliseconds(now + kChallengeLasts));
    for (std::size_t i = 0; i < kTimeBytes; ++i) {
        bytes += static_cast<char>(end >> (56 - 8 * i) & 0xffU);
    }
    return to_base64url(bytes + code_of(key, ceremony, holder, bytes));
}

std::optional<base::Time> end_of_challenge(std::string_view key, Ceremony ceremony, std::string_view holder, std::string_view challenge,
                                           base::Time now) {
    const auto bytes = from_base64url(challenge, kChallengeBytes);
    if (!bytes || bytes->size() != kChallengeBytes) {
        return std::nullopt;
    }
    const std::string_view coded = std::string_view(*bytes).substr(0, kCodedBytes);
    if (!are_equal(std::string_view(*bytes).substr(kCodedBytes), code_of(key, ceremony, holder, coded))) {
        return std::nullopt;
    }
    std::uint64_t end = 0;
    for (std::size_t i = kRandomBytes; i < kCodedBytes; ++i) {
        end = end << 8U | static_cast<unsigned char>(coded[i]);
    }
    const auto time = base::from_milliseconds(static_cast<std::int64_t>(end));
    return now < time ? std::optional(time) : std::nullopt;
}

}  // namespace stoppress::staff
