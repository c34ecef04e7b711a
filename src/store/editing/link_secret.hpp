// SPDX-License-Identifier: GPL-3.0-or-later
// Secrets of links that let people in without an account: 256 random bits, of which only a hash is stored.
// Thread: any. The program ends if the system provides no random numbers.
#pragma once

#include <string>
#include <string_view>

namespace stoppress::store {

inline constexpr std::size_t kLinkSecretLength = 43;  ///< 256 bits in base64url without padding

struct LinkSecret {
    std::string text;  ///< to be shown once
    std::string hash;  ///< to be stored
};

[[nodiscard]] LinkSecret make_link_secret();
/// The stored hash that belongs to a secret that somebody presents.
[[nodiscard]] std::string hash_of_link_secret(std::string_view text);

}  // namespace stoppress::store
