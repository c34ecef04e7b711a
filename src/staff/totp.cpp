// SPDX-License-Identifier: GPL-3.0-or-later
#include "staff/totp.hpp"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <array>

#include <fmt/format.h>

#include "base/result.hpp"
#include "base/text/percent.hpp"
#include "staff/secret.hpp"

namespace stoppress::staff {
namespace {

constexpr std::int64_t kStepMilliseconds = 30'000;
constexpr std::size_t kTotpBytes = 20;
constexpr std::uint32_t kCodes = 1'000'000;

}  // namespace

std::string new_totp_secret() {
    return to_base32(random_bytes(kTotpBytes));
}

std::string totp_address(std::string_view issuer, std::string_view account, std::string_view secret) {
    return fmt::format("otpauth://totp/{0}:{1}?secret={2}&issuer={0}", base::percent_encoded(issuer), base::percent_encoded(account),
                       secret);
}

std::int64_t totp_step(base::Time time) {
    return base::to_milliseconds(time) / kStepMilliseconds;
}

std::string totp_code(std::string_view secret, std::int64_t step) {
    const std::string key = from_base32(secret);
    std::array<unsigned char, 8> counter{};
    for (std::size_t i = 0; i < counter.size(); ++i) {
        counter.at(i) = static_cast<unsigned char>(static_cast<std::uint64_t>(step) >> (56 - 8 * i));
    }
    std::array<unsigned char, EVP_MAX_MD_SIZE> hash{};
    unsigned size = 0;
    if (HMAC(EVP_sha1(), key.data(), static_cast<int>(key.size()), counter.data(), counter.size(), hash.data(), &size) == nullptr ||
        size != 20) {
        base::die("OpenSSL does not support HMAC-SHA-1.");
    }
    const std::size_t at = hash.at(size - 1) & 15U;
    std::uint32_t number = 0;
    for (std::size_t i = 0; i < 4; ++i) {
        number = number << 8U | hash.at(at + i);
    }
    return fmt::format("{:06}", (number & 0x7fffffffU) % kCodes);
}

std::optional<std::int64_t> step_of_code(std::string_view secret, std::string_view code, base::Time now, std::int64_t last) {
    std::optional<std::int64_t> found;
    const std::int64_t current = totp_step(now);
    for (const std::int64_t step : {current - 1, current, current + 1}) {
        if (are_equal(totp_code(secret, step), code) && step > last && !found) {
            found = step;
        }
    }
    return found;
}

}  // namespace stoppress::staff
