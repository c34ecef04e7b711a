// SPDX-License-Identifier: GPL-3.0-or-later
// The second factor: six-digit codes that an app on a phone shows for 30 seconds each (RFC 6238 with HMAC-SHA-1, which
// all such apps support).
// Thread: any; pure functions except new_totp_secret().
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/time/time.hpp"

namespace stoppress::staff {

/// 160 random bits in base32.
[[nodiscard]] std::string new_totp_secret();

/// The otpauth: address for the app's QR code.
[[nodiscard]] std::string totp_address(std::string_view issuer, std::string_view account, std::string_view secret);

/// The number of the 30-second step that contains `time`, counted from 1970.
[[nodiscard]] std::int64_t totp_step(base::Time time);

/// The code of one step.
[[nodiscard]] std::string totp_code(std::string_view secret, std::int64_t step);

/// The step that `code` belongs to: the current one, the one before or the one after, since clocks differ, but later
/// than `last`, so that no code works twice. Nothing if there is none.
[[nodiscard]] std::optional<std::int64_t> step_of_code(std::string_view secret, std::string_view code, base::Time now, std::int64_t last);

}  // namespace stoppress::staff
