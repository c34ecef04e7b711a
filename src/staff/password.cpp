// SPDX-License-Identifier: GPL-3.0-or-later
#include "staff/password.hpp"

#include <sodium.h>

#include <array>

#include "staff/secret.hpp"

namespace stoppress::staff {
namespace {

constexpr unsigned long long kPasses = 2;
constexpr std::size_t kMemory = std::size_t{19} * 1024 * 1024;

/// The hash that passwords of unknown people, or people without one, are compared with.
const std::string& hash_of_nobody() {
    static const std::string hash = hash_password(new_secret()).value_or("");
    return hash;
}

}  // namespace

base::Result<std::string> hash_password(std::string_view password) {
    std::array<char, crypto_pwhash_STRBYTES> text{};
    if (crypto_pwhash_str_alg(text.data(), password.data(), password.size(), kPasses, kMemory, crypto_pwhash_ALG_ARGON2ID13) != 0) {
        return base::fail(base::ErrorCode::unavailable, "Out of memory; try again later.");
    }
    return std::string(text.data());
}

bool is_password(const std::string& hash, std::string_view password) {
    // Made in any case, so that the first attempt for an unknown person does not take longer than others.
    const std::string& nobodys = hash_of_nobody();
    const bool right = crypto_pwhash_str_verify((hash.empty() ? nobodys : hash).c_str(), password.data(), password.size()) == 0;
    return right && !hash.empty();
}

}  // namespace stoppress::staff
