// SPDX-License-Identifier: GPL-3.0-or-later
// The JSON of navigator.credentials (WebAuthn Level 3, §5.1.7 to §5.1.10): options out, responses in.
// Flow:   passkeys, sign_in -> here -> staff/passkey
// Thread: any; pure functions.
#pragma once

#include <boost/json/value.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "newsroom/formats/json_writer.hpp"
#include "staff/passkeys/passkey.hpp"
#include "store/people/credentials.hpp"

namespace stoppress::newsroom {

/// A decoded RegistrationResponseJSON.
struct RegistrationResponse {
    std::string client_data_json;
    std::string attestation_object;
    std::string transports;  ///< the valid ones, comma-separated
};

/// An AuthenticationResponseJSON. Credential and user handle stay in base64url, as they are stored.
struct AuthenticationResponse {
    std::string credential;
    staff::Assertion assertion;
    std::string user_handle;
};

// Unknown members are ignored, because browsers add some with each version. Nothing if a required one is missing, too
// long, or not base64url.
[[nodiscard]] std::optional<RegistrationResponse> read_registration(const boost::json::value& value);
[[nodiscard]] std::optional<AuthenticationResponse> read_authentication(const boost::json::value& value);

/// {"publicKey": PublicKeyCredentialCreationOptionsJSON}: a discoverable credential with user
/// verification, without attestation.
[[nodiscard]] std::string creation_options(const staff::RelyingParty& party, std::string_view site, const store::Person& person,
                                           std::string_view handle, std::string_view challenge, const std::vector<store::Passkey>& known);

/// {"publicKey": PublicKeyCredentialRequestOptionsJSON}: any credential of this site, so that it does not reveal which
/// people exist.
[[nodiscard]] std::string request_options(const staff::RelyingParty& party, std::string_view challenge);

/// A passkey as its owner sees it.
void write_passkey(JsonWriter& json, const store::Passkey& passkey);

}  // namespace stoppress::newsroom
