// SPDX-License-Identifier: GPL-3.0-or-later
// Sessions of signed-in people: rows that are looked up with every request, so that ending one takes effect at once.
// Only the hash of a session's secret is stored; the secret is replaced at each sign-in and each second factor.
// Thread: any.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "store/people/passkeys.hpp"
#include "store/people/people.hpp"

namespace stoppress::store {

/// A valid session.
struct SignedIn {
    std::int64_t number = 0;
    Person person;
    bool awaits_factor = false;  ///< may only be used to enter the second factor
    bool by_link = false;        ///< began with a link, and no password was set in it since
    base::Time created_at;
    base::Time expires_at;
};

/// The result of a passkey signing one of our challenges.
struct PasskeyUse {
    std::string credential;  ///< in base64url
    UsedChallenge challenge;
    std::int64_t sign_count = 0;
    bool backed_up = false;
};

/// A session that has just begun.
struct NewSession {
    std::string secret;  ///< to be sent once
    SignedIn session;
};

struct SessionInfo {
    std::int64_t number = 0;
    base::Time created_at;
    base::Time last_used_at;
    std::string address_hint;
    std::string user_agent;
};

/// Where somebody signs in from.
struct Visitor {
    std::string address_hint;
    std::string user_agent;
    std::int64_t former_session = 0;  ///< number of the browser's previous session, which ends
};

class Sessions {
public:
    explicit Sessions(CredentialsConnection& connection) : connection_(connection) {}

    /// Nothing if no session has that secret, it has expired, or its person is disabled. Records its use.
    base::Result<std::optional<SignedIn>> find(std::string_view secret);

    /// Call it after the password was verified against `hash`. Nothing if the person is disabled or the hash has
    /// changed since.
    base::Result<std::optional<NewSession>> begin(std::int64_t person, const std::string& hash, const Visitor& visitor);
    /// Call it for a sign-in link, which is used up. Nothing if it is unknown, used or too old.
    base::Result<std::optional<NewSession>> begin_with_link(std::string_view secret, const Visitor& visitor);
    /// Call it after the passkey's signature was verified; it replaces password and second factor. Nothing if the
    /// challenge was used before, the passkey was removed meanwhile, its person is disabled, or its counter is not
    /// above the last one seen (WebAuthn §6.1.1); the reason is in the audit log.
    base::Result<std::optional<NewSession>> begin_with_passkey(const PasskeyUse& use, const Visitor& visitor);
    /// Replaces a session that awaits the second factor by a full one if the code is right: one of the app's or a
    /// recovery code, each valid once. Nothing if it is wrong; after kMaxFactorFailures the session ends.
    base::Result<std::optional<NewSession>> pass_second_factor(const SignedIn& session, std::string_view code, const Visitor& visitor);

    /// Sessions of one person, last used first.
    base::Result<std::vector<SessionInfo>> list(std::int64_t person);
    /// Fails with `not_found` if the person has no such session.
    base::Result<void> end(std::int64_t person, std::int64_t number, const Actor& actor);
    base::Result<void> end_others(std::int64_t person, std::int64_t kept, const Actor& actor);

private:
    CredentialsConnection& connection_;
};

}  // namespace stoppress::store
