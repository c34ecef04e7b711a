// SPDX-License-Identifier: GPL-3.0-or-later
// Asks people who change how they sign in for their password, in case somebody else uses their open browser.
// Flow:   own_account, passkeys -> Reauthentication -> SignInThrottle, credentials
// Thread: one of SlowWork's, because a password may be hashed.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/time/clock.hpp"
#include "newsroom/api/call.hpp"
#include "newsroom/auth/sign_in_throttle.hpp"
#include "store/people/credentials.hpp"

namespace stoppress::newsroom {

/// The body's `password` if there is one; also accepts no body.
[[nodiscard]] base::Result<std::optional<std::string>> read_password(const Call& call);

class Reauthentication {
public:
    /// The arguments must outlive it.
    Reauthentication(const base::Clock& clock, store::Credentials& credentials, SignInThrottle& throttle)
        : clock_(clock), credentials_(credentials), throttle_(throttle) {}

    /// Checks a typed password with the limits of sign-in, so that whoever uses an open browser cannot guess either.
    /// Nothing if it is right; an answer if the person must wait. Fails with `forbidden` (/key) if it is wrong.
    [[nodiscard]] base::Result<std::optional<Answer>> check_password(const Call& call, std::string_view key,
                                                                     const std::string& typed) const;

    /// Nothing if the session has just begun, or began with a link that may set a password without the former one, or
    /// if `password` is right. An answer if the person must wait. Else fails with `forbidden`, naming /password if a
    /// password is needed or wrong.
    [[nodiscard]] base::Result<std::optional<Answer>> check_recent_sign_in(const Call& call,
                                                                           const std::optional<std::string>& password) const;

private:
    const base::Clock& clock_;
    store::Credentials& credentials_;
    SignInThrottle& throttle_;
};

}  // namespace stoppress::newsroom
