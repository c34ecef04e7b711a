// SPDX-License-Identifier: GPL-3.0-or-later
// What a browser sends of a passkey (WebAuthn Level 3), checked: that it was made for this site, by somebody who was there and proved who
// they are to the device, and, of an assertion, that the passkey's key signed it. Signatures and keys are libfido2's work.
// What is refused is `invalid`, with the reason in a few words, which are for the audit log and not for who was refused.
// Flow:   newsroom/passkeys, newsroom/passkey_sign_in -> here -> libfido2
// Thread: any; pure functions.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "staff/challenge.hpp"

namespace stoppress::staff {

/// Whom passkeys are made for (§4, Relying Party). From the settings alone.
struct RelyingParty {
    std::string id;      ///< RP ID: the host, "news.example.org"
    std::string origin;  ///< "https://news.example.org"
};

/// Of a site's address. Nothing where its host is an IP address, which cannot have passkeys (§5.1.3, effective domain), or no host.
[[nodiscard]] std::optional<RelyingParty> relying_party_of(std::string_view origin);

/// COSE algorithms (RFC 9053, RFC 8812) in the order in which they are wished for.
enum class KeyAlgorithm : std::int16_t { es256 = -7, eddsa = -8, rs256 = -257 };
[[nodiscard]] std::optional<KeyAlgorithm> key_algorithm(std::int64_t number);

struct PublicKey {
    KeyAlgorithm algorithm = KeyAlgorithm::es256;
    std::string bytes;  ///< as libfido2 takes them: both coordinates, the point, or modulus and exponent
};

/// CollectedClientData (§5.8.1): what the browser itself says. Answers the challenge, which is the caller's to check. Refused is another
/// ceremony, another origin, a page within another site's, and what is not JSON.
[[nodiscard]] base::Result<std::string> read_client_data(std::string_view client_data_json, Ceremony ceremony, const RelyingParty& party);

/// A credential that was made just now (§7.1).
struct NewCredential {
    std::string id;
    PublicKey key;
    std::uint32_t sign_count = 0;
    bool backup_eligible = false;
    bool backed_up = false;
};

/// Reads an attestation object (§6.5.4). Its statement is passed over: it would vouch for a maker whom nobody here knows, and none is
/// asked for.
[[nodiscard]] base::Result<NewCredential> read_attestation(std::string_view attestation_object, const RelyingParty& party);

/// AuthenticatorAssertionResponse (§5.2.2), as bytes.
struct Assertion {
    std::string client_data_json;
    std::string authenticator_data;
    std::string signature;
};

struct Asserted {
    std::uint32_t sign_count = 0;
    bool backed_up = false;
};

/// Checks an assertion but for its challenge, its account and its counter (§7.2, steps 15 to 21). `backup_eligible` as it was when the
/// credential was made, where that is known.
[[nodiscard]] base::Result<Asserted> check_assertion(const Assertion& assertion, const PublicKey& key, std::optional<bool> backup_eligible,
                                                     const RelyingParty& party);

/// A key that nobody has the other half of: an assertion of an unknown credential is checked with it, and takes as long.
[[nodiscard]] const PublicKey& nobodys_key();

}  // namespace stoppress::staff
