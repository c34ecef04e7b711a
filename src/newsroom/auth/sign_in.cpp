// SPDX-License-Identifier: GPL-3.0-or-later
// Signing in by password, link or passkey, with the second factor if there is one, and out. Whatever is wrong, the
// answer is the same and takes as long, so that it does not reveal which people exist.
#include <spdlog/spdlog.h>

#include "newsroom/auth/authenticate.hpp"
#include "newsroom/auth/passkey_json.hpp"
#include "newsroom/auth/sign_in.hpp"
#include "newsroom/limits.hpp"
#include "newsroom/people/person_answer.hpp"
#include "staff/password.hpp"
#include "staff/password_rules.hpp"
#include "staff/secret.hpp"

namespace stoppress::newsroom {
namespace {

using base::ErrorCode;
using base::Result;

constexpr std::size_t kBytesOfCharacter = 4;

base::Error refused() {
    return base::fail(ErrorCode::unauthenticated,
                      "Sign-in failed. Check your email address and password, or ask an admin for a sign-in link.", {"sign-in-failed"});
}

store::Visitor visitor_of(const Call& call) {
    return {.address_hint = address_hint(call.request.client),
            .user_agent = std::string(call.request.user_agent),
            .former_session = call.session ? call.session->number : 0};
}

Answer signed_in(const store::NewSession& made, bool with_second_factor) {
    JsonWriter json;
    json.begin_object();
    json.key("person");
    write_person(json, made.session.person);
    if (with_second_factor) {
        json.key("second_factor").text(made.session.awaits_factor ? "needed" : "none");
    }
    json.end_object();
    Answer answer;
    answer.body = json.take();
    answer.cookie = session_cookie(made);
    return answer;
}

SignInThrottle::Time now() {
    return std::chrono::steady_clock::now();
}

}  // namespace

Result<store::PasskeyUse> SignInHandlers::check_passkey(const Call& call, const AuthenticationResponse& response,
                                                        const std::optional<store::PasskeyOwner>& owner,
                                                        const staff::RelyingParty& party) const {
    TRY(const auto challenge, staff::read_client_data(response.assertion.client_data_json, staff::Ceremony::authentication, party));
    const auto holder = challenge_secret(call.request.cookie);
    TRY(const auto key, credentials_.passkeys().challenge_key());
    const auto end = staff::end_of_challenge(key, staff::Ceremony::authentication, holder, challenge, clock_.now());
    if (!end || holder.empty()) {
        return base::fail(ErrorCode::invalid, "the challenge has expired or belongs to another browser");
    }
    staff::PublicKey public_key = staff::nobodys_key();
    if (owner) {
        // An invalid key signs nothing.
        public_key = {staff::key_algorithm(owner->passkey.algorithm).value_or(staff::KeyAlgorithm::es256),
                      staff::from_base64url(owner->passkey.public_key, kMaxSmallBytes).value_or("")};
    }
    const auto eligible = owner ? std::optional(owner->passkey.backup_eligible) : std::nullopt;
    auto asserted = staff::check_assertion(response.assertion, public_key, eligible, party);
    if (!owner) {
        return base::fail(ErrorCode::invalid, "unknown");
    }
    if (!asserted.has_value()) {
        return std::move(asserted).error();
    }
    if (owner->handle.empty() || !staff::are_equal(owner->handle, response.user_handle)) {
        return base::fail(ErrorCode::invalid, "it belongs to another account (userHandle)");
    }
    return store::PasskeyUse{.credential = response.credential,
                             .challenge = {staff::fingerprint(challenge), *end},
                             .sign_count = asserted->sign_count,
                             .backed_up = asserted->backed_up};
}

Result<Answer> SignInHandlers::sign_in(const Call& call) const {
    BodyReader body(call.request.body);
    const std::string typed = exact_text(body, "email", kMaxEmailLength);
    const std::string password = exact_text(body, "password", kBytesOfCharacter * staff::kMaxPassword);
    TRY_VOID(body.close());
    const std::string email = store::canonical_email(typed).value_or(typed);
    if (const auto wait = throttle_.wait(email, call.request.client, now()); wait.count() > 0) {
        return too_many_attempts(wait);
    }
    TRY(const auto account, credentials_.people().find(email));
    const bool right = staff::is_password(account ? account->password : "", password);
    if (right && !account->person.disabled) {
        TRY(const auto made, credentials_.sessions().begin(account->person.number, account->password, visitor_of(call)));
        if (made) {
            throttle_.forgive(email, call.request.client);
            return signed_in(*made, true);
        }
    }
    throttle_.audit_refusal(credentials_.audit(), account ? account->person.email : "unknown account",
                            right ? "disabled" : "wrong password", call.request.client, now());
    return refused();
}

Result<Answer> SignInHandlers::sign_in_with_link(const Call& call) const {
    BodyReader body(call.request.body);
    const std::string secret = exact_text(body, "link", kMaxLinkLength);
    TRY_VOID(body.close());
    // Links cannot be guessed, but attempts are slowed down all the same.
    const std::string account = "link " + std::string(address_hint(call.request.client));
    if (const auto wait = throttle_.wait(account, call.request.client, now()); wait.count() > 0) {
        return too_many_attempts(wait);
    }
    TRY(const auto made, credentials_.sessions().begin_with_link(secret, visitor_of(call)));
    if (!made) {
        throttle_.audit_refusal(credentials_.audit(), "unknown account", "unknown, used or expired link", call.request.client, now());
        return refused();
    }
    throttle_.forgive(account, call.request.client);
    return signed_in(*made, true);
}

Result<Answer> SignInHandlers::start_passkey_sign_in(const Call& call) const {
    TRY(const auto party, site_as_relying_party(settings_));
    TRY(const auto key, credentials_.passkeys().challenge_key());
    // The same for all windows of a browser, so that one window does not invalidate another's challenge.
    std::string holder(challenge_secret(call.request.cookie));
    if (holder.empty()) {
        holder = staff::new_secret();
    }
    Answer answer;
    answer.body = request_options(party, staff::make_challenge(key, staff::Ceremony::authentication, holder, clock_.now()));
    answer.cookie = challenge_cookie(holder);
    return answer;
}

Result<Answer> SignInHandlers::sign_in_with_passkey(const Call& call) const {
    BodyReader body(call.request.body);
    const boost::json::value* credential = body.any("credential");
    if (credential == nullptr) {
        body.refuse("credential", "is required", {"required"});
    }
    TRY_VOID(body.close());
    TRY(const auto party, site_as_relying_party(settings_));
    const auto response = read_authentication(*credential);
    // The claimed account, like an email address; separate from that, so that guessing a password does not block the
    // person's passkey.
    const std::string account = response ? "passkey " + response->user_handle : "passkey from " + std::string(call.request.client);
    if (const auto wait = throttle_.wait(account, call.request.client, now()); wait.count() > 0) {
        return too_many_attempts(wait);
    }
    const auto refuse = [&](const std::string& who, const std::string& why) {
        throttle_.audit_refusal(credentials_.audit(), who, "passkey: " + why, call.request.client, now());
        return refused();
    };
    if (!response) {
        return refuse("unknown account", "malformed");
    }
    TRY(const auto owner, credentials_.passkeys().find(response->credential));
    const auto use = check_passkey(call, *response, owner, party);
    if (!use.has_value()) {
        if (use.error().code != ErrorCode::invalid) {
            return use.error();
        }
        return refuse(owner ? owner->person.email : "unknown account", use.error().message);
    }
    TRY(const auto made, credentials_.sessions().begin_with_passkey(*use, visitor_of(call)));
    if (!made) {
        return refused();
    }
    throttle_.forgive(account, call.request.client);
    return signed_in(*made, true);
}

Result<Answer> SignInHandlers::enter_second_factor(const Call& call) const {
    BodyReader body(call.request.body);
    const std::string code = exact_text(body, "code", kMaxCodeLength);
    TRY_VOID(body.close());
    if (!call.session || !call.session->awaits_factor) {
        return refused();
    }
    const std::string account = "second factor " + std::to_string(call.session->person.number);
    if (const auto wait = throttle_.wait(account, call.request.client, now()); wait.count() > 0) {
        return too_many_attempts(wait);
    }
    TRY(const auto made, credentials_.sessions().pass_second_factor(*call.session, code, visitor_of(call)));
    if (!made) {
        return refused();
    }
    throttle_.forgive(account, call.request.client);
    return signed_in(*made, false);
}

Result<Answer> SignInHandlers::get_session(const Call& call) const {
    const store::SignedIn& session = *call.session;
    JsonWriter json;
    json.begin_object();
    json.key("person");
    write_person(json, session.person);
    json.key("has_password").truth(session.person.has_password);
    json.key("has_second_factor").truth(session.person.has_second_factor);
    json.key("expires_at").time(session.expires_at);
    json.end_object();
    return answer_of(json);
}

Result<Answer> SignInHandlers::sign_out(const Call& call) const {
    if (call.session) {
        const store::Actor actor{.who = call.session->person.email, .address_hint = address_hint(call.request.client)};
        const auto ended = credentials_.sessions().end(call.session->person.number, call.session->number, actor);
        // If it has already ended, that is fine.
        if (!ended.has_value() && ended.error().code != ErrorCode::not_found) {
            return ended.error();
        }
    }
    Answer answer = no_content();
    answer.cookie = no_session_cookie();
    return answer;
}

}  // namespace stoppress::newsroom
