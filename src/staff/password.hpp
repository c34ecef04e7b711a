// SPDX-License-Identifier: GPL-3.0-or-later
// Password hashing: Argon2id with 19 MiB and two passes, about 50 ms of a core each. It is slow on purpose, so never
// call it on a loop or under a lock; SlowWork runs at most two at once.
// Thread: any but a loop's.
#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"

namespace stoppress::staff {

/// The hash to store. Fails with `unavailable` if there is not enough memory.
[[nodiscard]] base::Result<std::string> hash_password(std::string_view password);

/// Whether `hash` is that of `password`. An empty `hash` (an unknown account) takes the same time and never matches.
[[nodiscard]] bool is_password(const std::string& hash, std::string_view password);

}  // namespace stoppress::staff
