// SPDX-License-Identifier: GPL-3.0-or-later
// Signing in and out: the handlers of /session.
// Thread: a reading thread; sign_in() one of SlowWork's.
#pragma once

#include "base/time/clock.hpp"
#include "newsroom/api/call.hpp"
#include "newsroom/auth/passkey_json.hpp"
#include "newsroom/auth/sign_in_throttle.hpp"
#include "settings/settings.hpp"
#include "staff/passkeys/passkey.hpp"
#include "store/people/credentials.hpp"

namespace stoppress::newsroom {

/// The arguments must outlive it.
class SignInHandlers {
public:
    SignInHandlers(const settings::Settings& settings, const base::Clock& clock, store::Credentials& credentials, SignInThrottle& throttle)
        : settings_(settings), clock_(clock), credentials_(credentials), throttle_(throttle) {}

    // sign_in.cpp
    [[nodiscard]] base::Result<Answer> sign_in(const Call& call) const;
    [[nodiscard]] base::Result<Answer> sign_in_with_link(const Call& call) const;
    [[nodiscard]] base::Result<Answer> start_passkey_sign_in(const Call& call) const;
    [[nodiscard]] base::Result<Answer> sign_in_with_passkey(const Call& call) const;
    [[nodiscard]] base::Result<Answer> enter_second_factor(const Call& call) const;
    [[nodiscard]] base::Result<Answer> get_session(const Call& call) const;
    [[nodiscard]] base::Result<Answer> sign_out(const Call& call) const;

private:
    /// Checks a passkey's response, except for what the store checks.
    [[nodiscard]] base::Result<store::PasskeyUse> check_passkey(const Call& call, const AuthenticationResponse& response,
                                                                const std::optional<store::PasskeyOwner>& owner,
                                                                const staff::RelyingParty& party) const;

    const settings::Settings& settings_;
    const base::Clock& clock_;
    store::Credentials& credentials_;
    SignInThrottle& throttle_;
};

}  // namespace stoppress::newsroom
