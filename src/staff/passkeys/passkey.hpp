// SPDX-License-Identifier: GPL-3.0-or-later
// Verifies what a browser sends for a passkey (WebAuthn Level 3): that it was made for this site by a user who was
// present and verified by the device and, for an assertion, that it is signed with the passkey's key. libfido2
// checks signatures and keys. Refusals are `invalid`, with a short reason for the audit log that must not be shown
// to the user.
// Flow:   newsroom/passkeys, newsroom/passkey_sign_in -> here -> libfido2
// Thread: any; pure functions.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "staff/passkeys/challenge.hpp"

namespace stoppress::staff {

/// The site that passkeys are made for (§4, Relying Party). Made from the settings alone.
struct RelyingParty {
    std::string id;      ///< RP ID: the host, "news.example.org"
    std::string origin;  ///< "https://news.example.org"
};

/// Made from a site's address. Nothing if its host is missing or an IP address, which cannot have passkeys (§5.1.3,
/// effective domain).
[[nodiscard]] std::optional<RelyingParty> relying_party_of(std::string_view origin);

/// COSE algorithms (RFC 9053, RFC 8812) in order of preference.
enum class KeyAlgorithm : std::int16_t { es256 = -7, eddsa = -8, rs256 = -257 };
[[nodiscard]] std::optional<KeyAlgorithm> key_algorithm(std::int64_t number);

struct PublicKey {
    KeyAlgorithm algorithm = KeyAlgorithm::es256;
    std::string bytes;  ///< in libfido2's form: both coordinates, the point, or modulus and exponent
};

/// Checks CollectedClientData (§5.8.1), which the browser writes, and returns its challenge, which the caller must
/// check. Refuses another ceremony, another origin, a page embedded in another site, and anything but JSON.
[[nodiscard]] base::Result<std::string> read_client_data(std::string_view client_data_json, Ceremony ceremony, const RelyingParty& party);

/// A credential that was just made (§7.1).
struct NewCredential {
    std::string id;
    PublicKey key;
    std::uint32_t sign_count = 0;
    bool backup_eligible = false;
    bool backed_up = false;
};

/// Reads an attestation object (§6.5.4). Its statement is ignored: it would vouch for a manufacturer that we have no
/// list of, and none is requested.
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

/// Checks an assertion except for its challenge, its account and its counter (§7.2, steps 15 to 21). `backup_eligible`
/// is the value from when the credential was made, if known.
[[nodiscard]] base::Result<Asserted> check_assertion(const Assertion& assertion, const PublicKey& key, std::optional<bool> backup_eligible,
                                                     const RelyingParty& party);

/// A key whose private half nobody has. Assertions of unknown credentials are checked with it, so that they
/// take as long.
[[nodiscard]] const PublicKey& nobodys_key();

}  // namespace stoppress::staff
