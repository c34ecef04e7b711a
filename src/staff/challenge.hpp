// SPDX-License-Identifier: GPL-3.0-or-later
// Challenges of passkeys (WebAuthn §13.4.3): 256 random bits, when they end, and a code over both, what they are for and whom they were
// given to. So nothing is kept of a challenge until it was used, however many are asked for, and every node that has the key knows them.
// Thread: any; pure functions but for make_challenge().
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/time.hpp"

namespace stoppress::staff {

/// WebAuthn §7.1 and §7.2.
enum class Ceremony : std::uint8_t { registration, authentication };

/// In base64url. `holder`: a session, or the secret of a cookie: a challenge is good for that alone.
[[nodiscard]] std::string make_challenge(std::string_view key, Ceremony ceremony, std::string_view holder, base::Time now);

/// When it ends. Nothing where it is over, or not one that `key` made for this ceremony and holder. That it is used once only is for
/// others to see to.
[[nodiscard]] std::optional<base::Time> end_of_challenge(std::string_view key, Ceremony ceremony, std::string_view holder,
                                                         std::string_view challenge, base::Time now);

}  // namespace stoppress::staff
