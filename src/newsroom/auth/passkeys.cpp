// SPDX-License-Identifier: GPL-3.0-or-later
// A person's own passkeys: set up in two steps (a challenge, then the device's response), listed, renamed, removed.
#include <fmt/format.h>

#include "newsroom/auth/authenticate.hpp"
#include "newsroom/auth/passkey_json.hpp"
#include "newsroom/auth/passkeys.hpp"
#include "newsroom/limits.hpp"
#include "newsroom/people/person_answer.hpp"
#include "staff/secret.hpp"

namespace stoppress::newsroom {
namespace {

using base::ErrorCode;
using base::Result;

/// What registration challenges are bound to: the session in which the person proved their identity.
std::string registration_holder(const Call& call) {
    return fmt::format("session {}", call.session->number);
}

base::Error refused_credential(std::string reason) {
    base::Error error = base::fail(ErrorCode::invalid, "This passkey cannot be registered.");
    error.fields.push_back({"/credential", std::move(reason)});
    return error;
}

Answer one_passkey(const store::Passkey& passkey) {
    JsonWriter json;
    write_passkey(json, passkey);
    return answer_of(json);
}

}  // namespace

Result<Answer> PasskeyHandlers::list_passkeys(const Call& call) const {
    TRY(const auto passkeys, credentials_.passkeys().list(call.session->person.number));
    JsonWriter json;
    json.begin_object();
    json.key("passkeys").begin_array();
    for (const store::Passkey& passkey : passkeys) {
        write_passkey(json, passkey);
    }
    json.end_array();
    json.end_object();
    return answer_of(json);
}

Result<Answer> PasskeyHandlers::start_passkey(const Call& call) const {
    TRY(const auto password, read_password(call));
    TRY(const auto party, site_as_relying_party(settings_));
    TRY(const auto refused, reauthentication_.check_recent_sign_in(call, password));
    if (refused) {
        return *refused;
    }
    const store::Person& person = call.session->person;
    auto& passkeys = credentials_.passkeys();
    TRY(const auto key, passkeys.challenge_key());
    TRY(const auto handle, passkeys.handle(person.number));
    TRY(const auto known, passkeys.list(person.number));
    const auto challenge = staff::make_challenge(key, staff::Ceremony::registration, registration_holder(call), clock_.now());
    Answer answer;
    answer.body = creation_options(party, effective_settings_.current()->site.title, person, handle, challenge, known);
    return answer;
}

Result<Answer> PasskeyHandlers::add_passkey(const Call& call) const {
    BodyReader body(call.request.body);
    const std::string name = required_text(body, "name", kMaxPasskeyName);
    const boost::json::value* credential = body.any("credential");
    if (credential == nullptr) {
        body.refuse("credential", "is required", {"required"});
    }
    TRY_VOID(body.close());
    TRY(const auto party, site_as_relying_party(settings_));
    const auto response = read_registration(*credential);
    if (!response) {
        return refused_credential("is not a newly created credential");
    }
    const auto challenge = staff::read_client_data(response->client_data_json, staff::Ceremony::registration, party);
    if (!challenge.has_value()) {
        return refused_credential(challenge.error().message);
    }
    auto& passkeys = credentials_.passkeys();
    TRY(const auto key, passkeys.challenge_key());
    const auto end = staff::end_of_challenge(key, staff::Ceremony::registration, registration_holder(call), *challenge, clock_.now());
    if (!end) {
        return refused_credential("took too long; start again");
    }
    const auto made = staff::read_attestation(response->attestation_object, party);
    if (!made.has_value()) {
        return refused_credential(made.error().message);
    }
    store::Passkey passkey;
    passkey.person = call.session->person.number;
    passkey.credential = staff::to_base64url(made->id);
    passkey.algorithm = static_cast<std::int64_t>(made->key.algorithm);
    passkey.public_key = staff::to_base64url(made->key.bytes);
    passkey.sign_count = made->sign_count;
    passkey.backup_eligible = made->backup_eligible;
    passkey.backed_up = made->backed_up;
    passkey.transports = response->transports;
    passkey.name = name;
    TRY(const auto added, passkeys.add(passkey, {staff::fingerprint(*challenge), *end}, actor_of(call)));
    Answer answer = one_passkey(added);
    answer.status = http::Status::created;
    return answer;
}

Result<Answer> PasskeyHandlers::rename_passkey(const Call& call) const {
    BodyReader body(call.request.body);
    const std::string name = required_text(body, "name", kMaxPasskeyName);
    TRY_VOID(body.close());
    TRY(const auto renamed, credentials_.passkeys().rename(call.session->person.number, call.parameters.revision, name, actor_of(call)));
    return one_passkey(renamed);
}

Result<Answer> PasskeyHandlers::remove_passkey(const Call& call) const {
    TRY(const auto password, read_password(call));
    TRY(const auto refused, reauthentication_.check_recent_sign_in(call, password));
    if (refused) {
        return *refused;
    }
    TRY_VOID(credentials_.passkeys().remove(call.session->person.number, call.parameters.revision, actor_of(call)));
    return no_content();
}

}  // namespace stoppress::newsroom
