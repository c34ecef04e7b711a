// SPDX-License-Identifier: GPL-3.0-or-later
// Encrypts stored texts with a secret that is itself not stored, so that a copy of the database does not reveal them.
// Thread: any; pure functions except for random numbers.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace stoppress::staff {

/// `text` encrypted and authenticated, as base64url. `secret` must have 32 bytes.
[[nodiscard]] std::string seal(std::string_view text, std::string_view secret);
/// The text; nothing if it was sealed with another secret or modified.
[[nodiscard]] std::optional<std::string> open_sealed(std::string_view sealed, std::string_view secret);

}  // namespace stoppress::staff
