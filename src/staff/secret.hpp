// SPDX-License-Identifier: GPL-3.0-or-later
// What only its holder knows: sessions, sign-in links, tokens and recovery codes are random bits of which nothing but a hash is kept.
// Thread: any; the program ends where the system gives no random numbers.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace stoppress::staff {

/// 256 random bits as 43 characters of base64url.
[[nodiscard]] std::string new_secret();
inline constexpr std::size_t kSecretLength = 43;

/// SHA-256 in hexadecimal digits: what is kept of a secret. The secret has too many bits to be guessed from it.
[[nodiscard]] std::string fingerprint(std::string_view secret);

/// SHA-256 as 32 bytes.
[[nodiscard]] std::string sha256(std::string_view bytes);

/// `bytes` random bytes.
[[nodiscard]] std::string random_bytes(std::size_t bytes);

/// RFC 4648 base32 without padding.
[[nodiscard]] std::string to_base32(std::string_view bytes);
/// Empty where `text` is not base32.
[[nodiscard]] std::string from_base32(std::string_view text);

/// RFC 4648 base64url without padding.
[[nodiscard]] std::string to_base64url(std::string_view bytes);
/// Nothing where `text` is not that, or more than `most` bytes.
[[nodiscard]] std::optional<std::string> from_base64url(std::string_view text, std::size_t most);

/// Two texts compared in a time that says nothing of where they differ.
[[nodiscard]] bool are_equal(std::string_view one, std::string_view other);

}  // namespace stoppress::staff
