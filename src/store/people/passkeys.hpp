// SPDX-License-Identifier: GPL-3.0-or-later
// People's passkeys as stored: public keys, which are not secret, and the state of each at its last use. Signatures are
// not checked here; for a verified passkey call begin_with_passkey() of Sessions.
// Thread: any.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "store/people/people.hpp"

namespace stoppress::store {

/// A credential record (WebAuthn Level 3, §4).
struct Passkey {
    std::int64_t number = 0;
    std::int64_t person = 0;
    std::string credential;  ///< credential ID, in base64url
    std::int64_t algorithm = 0;
    std::string public_key;  ///< in base64url, in the form of staff::PublicKey
    std::int64_t sign_count = 0;
    bool backup_eligible = false;
    bool backed_up = false;
    std::string transports;  ///< comma-separated
    std::string name;
    base::Time created_at;
    std::optional<base::Time> last_used_at;
};

/// A passkey and its owner.
struct PasskeyOwner {
    Passkey passkey;
    Person person;
    std::string handle;  ///< the person's user handle, in base64url
};

/// A challenge that has been used.
struct UsedChallenge {
    std::string hash;
    base::Time expires_at;
};

class Passkeys {
public:
    explicit Passkeys(CredentialsConnection& connection) : connection_(connection) {}

    /// The key with which all nodes make and check challenges.
    base::Result<std::string> challenge_key();
    /// The person's user handle (WebAuthn §5.4.3): 256 random bits in base64url, created on first use. It reveals
    /// nothing about the person.
    base::Result<std::string> handle(std::int64_t person);

    /// Oldest first.
    base::Result<std::vector<Passkey>> list(std::int64_t person);
    base::Result<std::optional<PasskeyOwner>> find(const std::string& credential);
    /// Fails with `conflict` if the challenge was used before, the credential is already registered, or the person has
    /// kMaxPasskeys. Number and times of `passkey` are ignored.
    base::Result<Passkey> add(const Passkey& passkey, const UsedChallenge& challenge, const Actor& actor);
    /// Fails with `not_found` if the person has no such passkey.
    base::Result<Passkey> rename(std::int64_t person, std::int64_t number, const std::string& name, const Actor& actor);
    base::Result<void> remove(std::int64_t person, std::int64_t number, const Actor& actor);
    /// Removes all passkeys of a person and ends their sessions.
    base::Result<void> remove_all(std::int64_t person, const Actor& actor);

private:
    CredentialsConnection& connection_;
};

// For the other parts of credentials, inside a transaction.
[[nodiscard]] std::optional<Passkey> find_passkey(Session& session, const std::string& credential);
/// Marks the challenge as used; false if it was used before or has expired. Deletes expired ones.
[[nodiscard]] bool use_challenge(Session& session, base::Time now, const UsedChallenge& challenge);

}  // namespace stoppress::store
