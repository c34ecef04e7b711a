// SPDX-License-Identifier: GPL-3.0-or-later
#include "newsroom/auth/passkey_json.hpp"

#include <algorithm>
#include <array>

#include "newsroom/limits.hpp"
#include "staff/passkeys/limits.hpp"
#include "staff/secret.hpp"

namespace stoppress::newsroom {
namespace {

namespace json = boost::json;

constexpr std::array kWanted{staff::KeyAlgorithm::es256, staff::KeyAlgorithm::eddsa, staff::KeyAlgorithm::rs256};

const json::object* object_in(const json::object& object, std::string_view key) {
    const json::value* value = object.if_contains(key);
    return value == nullptr ? nullptr : value->if_object();
}

/// The base64url-decoded value of `key`.
std::optional<std::string> bytes_in(const json::object& object, std::string_view key, std::size_t most) {
    const json::value* value = object.if_contains(key);
    if (value == nullptr || !value->is_string()) {
        return std::nullopt;
    }
    return staff::from_base64url(value->get_string(), most);
}

/// The response of a credential, if its type is right.
const json::object* response_of(const json::value& value) {
    const json::object* credential = value.if_object();
    if (credential == nullptr) {
        return nullptr;
    }
    const json::value* type = credential->if_contains("type");
    if (type == nullptr || *type != json::value("public-key")) {
        return nullptr;
    }
    return object_in(*credential, "response");
}

/// "usb", "hybrid": hints for browsers, which may add others.
bool is_transport(std::string_view text) {
    return !text.empty() && text.size() <= kMaxTransportLength &&
           std::ranges::all_of(text, [](char c) { return (c >= 'a' && c <= 'z') || c == '-'; });
}

std::string transports_of(const json::object& response) {
    std::string text;
    const json::value* value = response.if_contains("transports");
    if (value == nullptr || !value->is_array()) {
        return text;
    }
    std::size_t taken = 0;
    for (const json::value& each : value->get_array()) {
        if (each.is_string() && is_transport(each.get_string()) && taken++ < kMaxTransports) {
            text += (text.empty() ? "" : ",") + std::string(each.get_string());
        }
    }
    return text;
}

std::vector<std::string> parted(std::string_view text) {
    std::vector<std::string> parts;
    while (!text.empty()) {
        const auto end = std::min(text.find(','), text.size());
        parts.emplace_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return parts;
}

void write_common(JsonWriter& json, std::string_view challenge) {
    json.key("challenge").text(challenge);
    json.key("timeout").number(std::chrono::milliseconds(staff::kChallengeLasts).count());
}

}  // namespace

std::optional<RegistrationResponse> read_registration(const json::value& value) {
    const json::object* response = response_of(value);
    if (response == nullptr) {
        return std::nullopt;
    }
    auto client_data = bytes_in(*response, "clientDataJSON", staff::kMaxClientData);
    auto attestation = bytes_in(*response, "attestationObject", staff::kMaxAttestationObject);
    if (!client_data || !attestation) {
        return std::nullopt;
    }
    return RegistrationResponse{*std::move(client_data), *std::move(attestation), transports_of(*response)};
}

std::optional<AuthenticationResponse> read_authentication(const json::value& value) {
    const json::object* response = response_of(value);
    if (response == nullptr) {
        return std::nullopt;
    }
    const auto id = bytes_in(value.get_object(), "id", staff::kMaxCredentialId);
    auto client_data = bytes_in(*response, "clientDataJSON", staff::kMaxClientData);
    auto authenticator_data = bytes_in(*response, "authenticatorData", staff::kMaxAuthenticatorData);
    auto signature = bytes_in(*response, "signature", staff::kMaxSignature);
    // Always present if no credentials were named (§7.2, step 6).
    const auto handle = bytes_in(*response, "userHandle", staff::kMaxUserHandle);
    if (!id || !client_data || !authenticator_data || !signature || !handle) {
        return std::nullopt;
    }
    return AuthenticationResponse{.credential = staff::to_base64url(*id),
                                  .assertion = {*std::move(client_data), *std::move(authenticator_data), *std::move(signature)},
                                  .user_handle = staff::to_base64url(*handle)};
}

std::string creation_options(const staff::RelyingParty& party, std::string_view site, const store::Person& person, std::string_view handle,
                             std::string_view challenge, const std::vector<store::Passkey>& known) {
    JsonWriter json;
    json.begin_object();
    json.key("publicKey").begin_object();
    json.key("rp").begin_object();
    json.key("id").text(party.id);
    json.key("name").text(site);
    json.end_object();
    json.key("user").begin_object();
    json.key("id").text(handle);
    json.key("name").text(person.email);
    json.key("displayName").text(person.name);
    json.end_object();
    write_common(json, challenge);
    json.key("pubKeyCredParams").begin_array();
    for (const staff::KeyAlgorithm algorithm : kWanted) {
        json.begin_object();
        json.key("type").text("public-key");
        json.key("alg").number(static_cast<std::int64_t>(algorithm));
        json.end_object();
    }
    json.end_array();
    json.key("excludeCredentials").begin_array();
    for (const store::Passkey& passkey : known) {
        json.begin_object();
        json.key("type").text("public-key");
        json.key("id").text(passkey.credential);
        json.key("transports").texts(parted(passkey.transports));
        json.end_object();
    }
    json.end_array();
    json.key("authenticatorSelection").begin_object();
    json.key("residentKey").text("required");
    json.key("requireResidentKey").truth(true);
    json.key("userVerification").text("required");
    json.end_object();
    json.key("attestation").text("none");
    json.end_object();
    json.end_object();
    return json.take();
}

std::string request_options(const staff::RelyingParty& party, std::string_view challenge) {
    JsonWriter json;
    json.begin_object();
    json.key("publicKey").begin_object();
    json.key("rpId").text(party.id);
    write_common(json, challenge);
    json.key("allowCredentials").begin_array();
    json.end_array();
    json.key("userVerification").text("required");
    json.end_object();
    json.end_object();
    return json.take();
}

void write_passkey(JsonWriter& json, const store::Passkey& passkey) {
    json.begin_object();
    json.key("id").number(passkey.number);
    json.key("name").text(passkey.name);
    json.key("backed_up").truth(passkey.backed_up);
    json.key("created_at").time(passkey.created_at);
    json.key("last_used_at").time(passkey.last_used_at);
    json.end_object();
}

}  // namespace stoppress::newsroom
