// SPDX-License-Identifier: GPL-3.0-or-later
// Passwords as they are kept: Argon2id with 19 MiB and two passes, some 50 ms of a core each. It is meant to be slow, so it is never
// done on a loop or under a lock, and never more than twice at once (SlowWork).
// Thread: any that may take its time.
#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"

namespace stoppress::staff {

/// The text to keep. `unavailable` where there is not the memory for it.
[[nodiscard]] base::Result<std::string> hash_password(std::string_view password);

/// Whether `hash` was made of that password. An empty `hash`, nobody's, takes the same time and is never right.
[[nodiscard]] bool is_password(const std::string& hash, std::string_view password);

}  // namespace stoppress::staff
