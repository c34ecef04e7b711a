// SPDX-License-Identifier: GPL-3.0-or-later
// Checks whether a password is too weak: too short, or among the common ones that attackers try first. There are no
// rules about which characters it must contain.
// Thread: any; a pure function.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/reason.hpp"

namespace stoppress::staff {

inline constexpr std::size_t kMinPassword = 8;    ///< characters
inline constexpr std::size_t kMaxPassword = 256;  ///< characters; nobody types more, and hashing starts by reading all of it

/// Why a password is refused: worded to follow "password", and as a reason for clients.
struct Weakness {
    std::string message;
    base::Reason reason;
};

/// All weaknesses; empty if it is strong enough. `about`: words that belong to
/// the person, such as name and email address.
[[nodiscard]] std::vector<Weakness> weaknesses(std::string_view password, const std::vector<std::string>& about);

}  // namespace stoppress::staff
