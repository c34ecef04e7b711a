// SPDX-License-Identifier: GPL-3.0-or-later
// Challenges of passkeys (WebAuthn §13.4.3): 256 random bits, their end, and a MAC over both, their purpose and their
// holder. So a challenge is not stored until it is used, however many are requested, and every node with the key
// accepts them.
// Thread: any; pure functions except make_challenge(), which uses the system's random numbers.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/time/time.hpp"

namespace stoppress::staff {

/// Registering a passkey (WebAuthn §7.1) or signing in with one (§7.2).
enum class Ceremony : std::uint8_t { registration, authentication };

/// Returns base64url. `holder`: a session or the secret of a cookie; the challenge is valid for it alone.
[[nodiscard]] std::string make_challenge(std::string_view key, Ceremony ceremony, std::string_view holder, base::Time now);

/// When it ends. Nothing if it has ended, or was not made with `key` for this ceremony and holder. The caller must
/// ensure that it is used only once.
[[nodiscard]] std::optional<base::Time> end_of_challenge(std::string_view key, Ceremony ceremony, std::string_view holder,
                                                         std::string_view challenge, base::Time now);

}  // namespace stoppress::staff
