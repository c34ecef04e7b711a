// SPDX-License-Identifier: GPL-3.0-or-later
// A person's own passkeys: the handlers of /me/passkeys.
// Thread: a reading thread; those that check a password one of SlowWork's.
#pragma once

#include "base/time/clock.hpp"
#include "newsroom/api/call.hpp"
#include "newsroom/auth/reauthentication.hpp"
#include "settings/effective_settings.hpp"
#include "store/people/credentials.hpp"

namespace stoppress::newsroom {

/// The arguments must outlive it.
class PasskeyHandlers {
public:
    PasskeyHandlers(const settings::Settings& settings, const settings::EffectiveSettings& effective_settings, const base::Clock& clock,
                    store::Credentials& credentials, Reauthentication reauthentication)
        : settings_(settings),
          effective_settings_(effective_settings),
          clock_(clock),
          credentials_(credentials),
          reauthentication_(reauthentication) {}

    // passkeys.cpp
    [[nodiscard]] base::Result<Answer> list_passkeys(const Call& call) const;
    [[nodiscard]] base::Result<Answer> start_passkey(const Call& call) const;
    [[nodiscard]] base::Result<Answer> add_passkey(const Call& call) const;
    [[nodiscard]] base::Result<Answer> rename_passkey(const Call& call) const;
    [[nodiscard]] base::Result<Answer> remove_passkey(const Call& call) const;

private:
    const settings::Settings& settings_;
    const settings::EffectiveSettings& effective_settings_;
    const base::Clock& clock_;
    store::Credentials& credentials_;
    Reauthentication reauthentication_;
};

}  // namespace stoppress::newsroom
