// SPDX-License-Identifier: GPL-3.0-or-later
// People's own account: the handlers of their sessions, password and second factor.
// Thread: a reading thread; those that check a password one of SlowWork's.
#pragma once

#include "newsroom/api/call.hpp"
#include "newsroom/auth/reauthentication.hpp"
#include "settings/effective_settings.hpp"
#include "store/people/credentials.hpp"

namespace stoppress::newsroom {

/// The arguments must outlive it.
class AccountHandlers {
public:
    AccountHandlers(const settings::EffectiveSettings& effective_settings, store::Credentials& credentials,
                    Reauthentication reauthentication)
        : effective_settings_(effective_settings), credentials_(credentials), reauthentication_(reauthentication) {}

    // own_account.cpp
    [[nodiscard]] base::Result<Answer> list_sessions(const Call& call) const;
    [[nodiscard]] base::Result<Answer> end_session(const Call& call) const;
    [[nodiscard]] base::Result<Answer> end_other_sessions(const Call& call) const;
    [[nodiscard]] base::Result<Answer> put_password(const Call& call) const;
    [[nodiscard]] base::Result<Answer> start_second_factor(const Call& call) const;
    [[nodiscard]] base::Result<Answer> confirm_second_factor(const Call& call) const;
    [[nodiscard]] base::Result<Answer> remove_second_factor(const Call& call) const;

private:
    const settings::EffectiveSettings& effective_settings_;
    store::Credentials& credentials_;
    Reauthentication reauthentication_;
};

}  // namespace stoppress::newsroom
