// SPDX-License-Identifier: GPL-3.0-or-later
// Asks people who change how they sign in for their password, in case somebody else uses their open browser.
// Flow:   own_account, passkeys -> here -> SignInThrottle, credentials
// Thread: one of SlowWork's, because a password may be hashed.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "newsroom/api/call.hpp"

namespace stoppress::newsroom {

/// Checks a typed password with the limits of sign-in, so that whoever uses an open browser cannot guess either.
/// Nothing if it is right; an answer if the person must wait. Fails with `forbidden` (/key) if it is wrong.
[[nodiscard]] base::Result<std::optional<Answer>> check_password(const Parts& parts, const Call& call, std::string_view key,
                                                                 const std::string& typed);

/// The body's `password` if there is one; also accepts no body.
[[nodiscard]] base::Result<std::optional<std::string>> read_proof(const Call& call);

/// Nothing if the session has just begun, or began with a link that may set a password without the former one, or if
/// `password` is right. An answer if the person must wait. Else fails with `forbidden`, naming /password if a password
/// is needed or wrong.
[[nodiscard]] base::Result<std::optional<Answer>> check_proof(const Parts& parts, const Call& call,
                                                              const std::optional<std::string>& password);

}  // namespace stoppress::newsroom
