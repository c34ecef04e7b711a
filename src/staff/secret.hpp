// SPDX-License-Identifier: GPL-3.0-or-later
// Random secrets for sessions, sign-in links, tokens and recovery codes; only a hash of each is stored.
// Also their encodings.
// Thread: any. The program ends if the system provides no random numbers.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace stoppress::staff {

/// 256 random bits as 43 characters of base64url.
[[nodiscard]] std::string new_secret();
inline constexpr std::size_t kSecretLength = 43;

/// SHA-256 in hexadecimal digits: the form in which a secret is stored. The secret has too many bits to be
/// guessed from it.
[[nodiscard]] std::string fingerprint(std::string_view secret);

/// SHA-256 as 32 bytes.
[[nodiscard]] std::string sha256(std::string_view bytes);

/// `bytes` random bytes.
[[nodiscard]] std::string random_bytes(std::size_t bytes);

/// RFC 4648 base32 without padding.
[[nodiscard]] std::string to_base32(std::string_view bytes);
/// Empty if `text` is not base32.
[[nodiscard]] std::string from_base32(std::string_view text);

/// RFC 4648 base64url without padding.
[[nodiscard]] std::string to_base64url(std::string_view bytes);
/// Nothing if `text` is not base64url, or decodes to more than `most` bytes.
[[nodiscard]] std::optional<std::string> from_base64url(std::string_view text, std::size_t most);

/// Compares two texts in a time that does not depend on where they differ.
[[nodiscard]] bool are_equal(std::string_view one, std::string_view other);

}  // namespace stoppress::staff
