// SPDX-License-Identifier: GPL-3.0-or-later
// Who is signed in: rows that are looked up with every request, so that ending one counts at once. Of a session's secret only the hash is
// kept; it is new with each sign-in and each second factor.
// Thread: any.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "store/credentials/passkeys.hpp"
#include "store/credentials/people.hpp"

namespace stoppress::store {

/// A session that is good now.
struct SignedIn {
    std::int64_t number = 0;
    Person person;
    bool awaits_factor = false;  ///< good for nothing but handing in the second factor
    bool by_link = false;        ///< began with a link, and no password was set in it since
    base::Time created_at;
    base::Time expires_at;
};

/// What somebody has shown whose passkey signed a challenge of ours.
struct PasskeyUse {
    std::string credential;  ///< in base64url
    UsedChallenge challenge;
    std::int64_t sign_count = 0;
    bool backed_up = false;
};

/// One that has just begun.
struct NewSession {
    std::string secret;  ///< to be given out once
    SignedIn session;
};

struct SessionInfo {
    std::int64_t number = 0;
    base::Time created_at;
    base::Time last_used_at;
    std::string address_hint;
    std::string user_agent;
};

/// From where somebody signs in.
struct Visitor {
    std::string address_hint;
    std::string user_agent;
    std::int64_t former_session = 0;  ///< that the browser had; it ends
};

class Sessions {
public:
    explicit Sessions(CredentialsConnection& connection) : connection_(connection) {}

    /// Nothing where there is none of that secret, or it is over, or its person is disabled. Notes that it was used.
    base::Result<std::optional<SignedIn>> find(std::string_view secret);

    /// For who gave the right password, which was `hash`; nothing where they are disabled or it is another by now.
    base::Result<std::optional<NewSession>> begin(std::int64_t person, const std::string& hash, const Visitor& visitor);
    /// For who has a link, which is used up. Nothing where it is unknown, used or too old.
    base::Result<std::optional<NewSession>> begin_with_link(std::string_view secret, const Visitor& visitor);
    /// For who has shown a passkey, which stands for a password and a second factor. Nothing where the challenge was used before, the
    /// passkey was removed meanwhile, its person is disabled, or its counter is not above the last one seen (WebAuthn §6.1.1); the audit
    /// log says.
    base::Result<std::optional<NewSession>> begin_with_passkey(const PasskeyUse& use, const Visitor& visitor);
    /// A session that awaits the second factor becomes a new one if the code is right: the app's, once, or a recovery code, once. Nothing
    /// where it is not; after some wrong ones the session ends.
    base::Result<std::optional<NewSession>> pass_second_factor(const SignedIn& session, std::string_view code, const Visitor& visitor);

    /// Of one person, last used first.
    base::Result<std::vector<SessionInfo>> list(std::int64_t person);
    /// `not_found` where the person has no such session.
    base::Result<void> end(std::int64_t person, std::int64_t number, const Actor& actor);
    base::Result<void> end_others(std::int64_t person, std::int64_t kept, const Actor& actor);

private:
    CredentialsConnection& connection_;
};

}  // namespace stoppress::store
