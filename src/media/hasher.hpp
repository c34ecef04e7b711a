// SPDX-License-Identifier: GPL-3.0-or-later
// The SHA-256 of bytes that are not in memory at once.
// Thread: one at a time.
#pragma once

#include <sodium.h>

#include <string>
#include <string_view>

namespace stoppress::media {

class Hasher {
public:
    Hasher() { crypto_hash_sha256_init(&state_); }

    /// The next bytes.
    void add(std::string_view bytes);
    /// Of all bytes so far, in hexadecimal digits, as hash_of() writes it.
    [[nodiscard]] std::string hash() const;

private:
    crypto_hash_sha256_state state_{};
};

}  // namespace stoppress::media
