// SPDX-License-Identifier: GPL-3.0-or-later
// People, tokens of programs, and the audit log: managed and read by admins.
// Thread: a reading thread.
#pragma once

#include "newsroom/api/call.hpp"
#include "settings/settings.hpp"
#include "store/people/credentials.hpp"

namespace stoppress::newsroom {

/// The arguments must outlive it.
class PeopleHandlers {
public:
    PeopleHandlers(const settings::Settings& settings, store::Credentials& credentials) : settings_(settings), credentials_(credentials) {}

    // people.cpp
    [[nodiscard]] base::Result<Answer> list_people(const Call& call) const;
    [[nodiscard]] base::Result<Answer> add_person(const Call& call) const;
    [[nodiscard]] base::Result<Answer> change_person(const Call& call) const;
    [[nodiscard]] base::Result<Answer> make_sign_in_link(const Call& call) const;

    // tokens.cpp
    [[nodiscard]] base::Result<Answer> list_tokens(const Call& call) const;
    [[nodiscard]] base::Result<Answer> create_token(const Call& call) const;
    [[nodiscard]] base::Result<Answer> revoke_token(const Call& call) const;

    // read_audit.cpp
    [[nodiscard]] base::Result<Answer> list_audit(const Call& call, store::ReadSnapshot& snapshot) const;

private:
    const settings::Settings& settings_;
    store::Credentials& credentials_;
};

}  // namespace stoppress::newsroom
