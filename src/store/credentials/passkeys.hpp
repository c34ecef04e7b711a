// SPDX-License-Identifier: GPL-3.0-or-later
// People's passkeys as they are kept: public keys, which are no secret, and what each was last seen with. Whether a signature is right is
// not found out here; begin_with_passkey() of Sessions is for who has shown one.
// Thread: any.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "store/credentials/people.hpp"

namespace stoppress::store {

/// A credential record (WebAuthn Level 3, §4).
struct Passkey {
    std::int64_t number = 0;
    std::int64_t person = 0;
    std::string credential;  ///< credential ID, in base64url
    std::int64_t algorithm = 0;
    std::string public_key;  ///< in base64url, as staff::PublicKey has it
    std::int64_t sign_count = 0;
    bool backup_eligible = false;
    bool backed_up = false;
    std::string transports;  ///< with commas between
    std::string name;
    base::Time created_at;
    std::optional<base::Time> last_used_at;
};

/// A passkey and whose it is.
struct PasskeyOwner {
    Passkey passkey;
    Person person;
    std::string handle;  ///< the person's user handle, in base64url
};

/// A challenge that is used up by what it was for.
struct UsedChallenge {
    std::string hash;
    base::Time expires_at;
};

class Passkeys {
public:
    explicit Passkeys(CredentialsConnection& connection) : connection_(connection) {}

    /// What all nodes make and know challenges by.
    base::Result<std::string> challenge_key();
    /// The person's user handle (WebAuthn §5.4.3): 256 random bits in base64url, made with the first question. Says nothing of who it is.
    base::Result<std::string> handle(std::int64_t person);

    /// Oldest first.
    base::Result<std::vector<Passkey>> list(std::int64_t person);
    base::Result<std::optional<PasskeyOwner>> find(const std::string& credential);
    /// `conflict` where the challenge was used, the credential is known already, or the person has as many as one may have. Of `passkey`
    /// number and times are not looked at.
    base::Result<Passkey> add(const Passkey& passkey, const UsedChallenge& challenge, const Actor& actor);
    /// `not_found` where the person has no such passkey.
    base::Result<Passkey> rename(std::int64_t person, std::int64_t number, const std::string& name, const Actor& actor);
    base::Result<void> remove(std::int64_t person, std::int64_t number, const Actor& actor);
    /// All of one person, and their sessions with them.
    base::Result<void> remove_all(std::int64_t person, const Actor& actor);

private:
    CredentialsConnection& connection_;
};

// For the other parts of credentials, within a transaction.
[[nodiscard]] std::optional<Passkey> find_passkey(Session& session, const std::string& credential);
/// Whether it was good until now. Forgets those that are over.
[[nodiscard]] bool use_challenge(Session& session, base::Time now, const UsedChallenge& challenge);

}  // namespace stoppress::store
