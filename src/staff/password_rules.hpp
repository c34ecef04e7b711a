// SPDX-License-Identifier: GPL-3.0-or-later
// What makes a password too weak to be taken: too short, or among those that are tried first. No rules on which characters it is made of.
// Thread: any.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace stoppress::staff {

inline constexpr std::size_t kMinPassword = 8;    ///< characters
inline constexpr std::size_t kMaxPassword = 256;  ///< characters; nobody types more, and hashing starts by reading it all

/// Reasons to refuse it, each to be read after the word "password"; none where it is good. `about`: words of the person's own, as name
/// and e-mail address.
[[nodiscard]] std::vector<std::string> weaknesses(std::string_view password, const std::vector<std::string>& about);

}  // namespace stoppress::staff
