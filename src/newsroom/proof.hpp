// SPDX-License-Identifier: GPL-3.0-or-later
// Asks people who change how they sign in to show that it is still them, and not somebody at their open browser.
// Flow:   own_account, passkeys -> here -> Door, credentials
// Thread: one of the door's: a password may be hashed.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "newsroom/call.hpp"

namespace stoppress::newsroom {

/// Holds what was typed against the person's password, as sign-in does: who has somebody's open browser cannot guess either. Nothing where
/// it is right, else the answer.
[[nodiscard]] base::Result<std::optional<Answer>> check_password(const Parts& parts, const Call& call, std::string_view key,
                                                                 const std::string& typed);

/// The body's `password` where there is one; takes no body at all, too.
[[nodiscard]] base::Result<std::optional<std::string>> read_proof(const Call& call);

/// Nothing where the session has just begun, or by a link that may set a password without the former one, or `password` is right. Else the
/// answer; `forbidden` (/password) where a password would do.
[[nodiscard]] base::Result<std::optional<Answer>> check_proof(const Parts& parts, const Call& call,
                                                              const std::optional<std::string>& password);

}  // namespace stoppress::newsroom
