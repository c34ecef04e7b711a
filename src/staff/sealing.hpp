// SPDX-License-Identifier: GPL-3.0-or-later
// Texts that are kept but may not be read by who finds them: encrypted with a secret that is kept nowhere.
// Thread: any.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace stoppress::staff {

/// `text` encrypted and authenticated, as base64url. `secret` has 32 bytes.
[[nodiscard]] std::string seal(std::string_view text, std::string_view secret);
/// Nothing where it was not sealed with that secret, or was changed.
[[nodiscard]] std::optional<std::string> open_sealed(std::string_view sealed, std::string_view secret);

}  // namespace stoppress::staff
