// SPDX-License-Identifier: GPL-3.0-or-later
// Signing in, by password or link, with the second factor where there is one, and out. Whatever is wrong, the answer is the same and takes
// as long, so that nobody learns whom there is.
#include <spdlog/spdlog.h>

#include "newsroom/asking.hpp"
#include "newsroom/handlers.hpp"
#include "newsroom/limits.hpp"
#include "newsroom/person_answer.hpp"
#include "staff/password.hpp"
#include "staff/password_rules.hpp"

namespace stoppress::newsroom {
namespace {

using base::ErrorCode;
using base::Result;

constexpr std::size_t kBytesOfCharacter = 4;

base::Error refused() {
    return base::fail(ErrorCode::unauthenticated,
                      "This does not sign anybody in: check what was entered, or ask an admin for a sign-in link.");
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

Door::Time now() {
    return std::chrono::steady_clock::now();
}

}  // namespace

Result<Answer> sign_in(const Parts& parts, const Call& call) {
    TRY(const auto parsed, read_body(call));
    FieldErrors errors;
    ObjectReader reader(parsed.value, "", errors);
    const std::string typed = exact_text(reader, "email", kMaxEmailLength);
    const std::string password = exact_text(reader, "password", kBytesOfCharacter * staff::kMaxPassword);
    reader.finish();
    if (!errors.empty()) {
        return std::move(errors).error();
    }
    const std::string email = store::canonical_email(typed).value_or(typed);
    if (const auto wait = parts.door.wait(email, call.request.client, now()); wait.count() > 0) {
        return too_often(wait);
    }
    TRY(const auto account, parts.credentials.people().find(email));
    const bool right = staff::is_password(account ? account->password : "", password);
    if (right && !account->person.disabled) {
        TRY(const auto made, parts.credentials.sessions().begin(account->person.number, account->password, visitor_of(call)));
        if (made) {
            parts.door.forgive(email, call.request.client);
            return signed_in(*made, true);
        }
    }
    parts.door.note_refusal(parts.credentials.audit(), account ? account->person.email : "somebody unknown",
                            right ? "disabled" : "wrong password", call.request.client, now());
    return refused();
}

Result<Answer> sign_in_with_link(const Parts& parts, const Call& call) {
    TRY(const auto parsed, read_body(call));
    FieldErrors errors;
    ObjectReader reader(parsed.value, "", errors);
    const std::string secret = exact_text(reader, "link", kMaxLinkLength);
    reader.finish();
    if (!errors.empty()) {
        return std::move(errors).error();
    }
    // No link can be guessed; but whoever tries is slowed down all the same.
    const std::string account = "link " + std::string(address_hint(call.request.client));
    if (const auto wait = parts.door.wait(account, call.request.client, now()); wait.count() > 0) {
        return too_often(wait);
    }
    TRY(const auto made, parts.credentials.sessions().begin_with_link(secret, visitor_of(call)));
    if (!made) {
        parts.door.note_refusal(parts.credentials.audit(), "somebody unknown", "unknown, used or old link", call.request.client, now());
        return refused();
    }
    parts.door.forgive(account, call.request.client);
    return signed_in(*made, true);
}

Result<Answer> hand_in_second_factor(const Parts& parts, const Call& call) {
    TRY(const auto parsed, read_body(call));
    FieldErrors errors;
    ObjectReader reader(parsed.value, "", errors);
    const std::string code = exact_text(reader, "code", kMaxCodeLength);
    reader.finish();
    if (!errors.empty()) {
        return std::move(errors).error();
    }
    if (!call.session || !call.session->awaits_factor) {
        return refused();
    }
    const std::string account = "second factor " + std::to_string(call.session->person.number);
    if (const auto wait = parts.door.wait(account, call.request.client, now()); wait.count() > 0) {
        return too_often(wait);
    }
    TRY(const auto made, parts.credentials.sessions().pass_second_factor(*call.session, code, visitor_of(call)));
    if (!made) {
        return refused();
    }
    parts.door.forgive(account, call.request.client);
    return signed_in(*made, false);
}

Result<Answer> get_session(const Parts& /*parts*/, const Call& call) {
    const store::SignedIn& session = *call.session;
    JsonWriter json;
    json.begin_object();
    json.key("person");
    write_person(json, session.person);
    json.key("has_password").truth(session.person.has_password);
    json.key("has_second_factor").truth(session.person.has_second_factor);
    json.key("expires_at").time(session.expires_at);
    json.end_object();
    Answer answer;
    answer.body = json.take();
    return answer;
}

Result<Answer> sign_out(const Parts& parts, const Call& call) {
    if (call.session) {
        const store::Actor actor{.who = call.session->person.email, .address_hint = address_hint(call.request.client)};
        const auto ended = parts.credentials.sessions().end(call.session->person.number, call.session->number, actor);
        // Where it has ended meanwhile, all is well.
        if (!ended.has_value() && ended.error().code != ErrorCode::not_found) {
            return ended.error();
        }
    }
    Answer answer = no_content();
    answer.cookie = no_session_cookie();
    return answer;
}

}  // namespace stoppress::newsroom
