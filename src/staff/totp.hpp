// SPDX-License-Identifier: GPL-3.0-or-later
// The second factor: codes of six digits that an app on somebody's phone makes every 30 seconds (RFC 6238 with HMAC-SHA-1, the one kind
// that all such apps know).
// Thread: any; pure functions but for new_totp_secret().
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/time.hpp"

namespace stoppress::staff {

/// 160 random bits in base32, as apps take them.
[[nodiscard]] std::string new_totp_secret();

/// What a QR code for such an app says.
[[nodiscard]] std::string totp_address(std::string_view issuer, std::string_view account, std::string_view secret);

/// The 30 seconds that hold `time`, counted from 1970.
[[nodiscard]] std::int64_t totp_step(base::Time time);

/// The code of one step.
[[nodiscard]] std::string totp_code(std::string_view secret, std::int64_t step);

/// The step whose code this is: of now, the one before or the one after, as clocks differ, but later than `last`, so that no code is good
/// twice. Nothing where there is none.
[[nodiscard]] std::optional<std::int64_t> step_of_code(std::string_view secret, std::string_view code, base::Time now, std::int64_t last);

}  // namespace stoppress::staff
