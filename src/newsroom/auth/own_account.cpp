// SPDX-License-Identifier: GPL-3.0-or-later
// People's own account: list and end sessions, set a password, set up and remove the second factor.
#include <fmt/format.h>

#include "newsroom/auth/authenticate.hpp"
#include "newsroom/auth/own_account.hpp"
#include "newsroom/limits.hpp"
#include "newsroom/people/person_answer.hpp"
#include "staff/password.hpp"
#include "staff/password_rules.hpp"
#include "staff/totp.hpp"

namespace stoppress::newsroom {
namespace {

using base::ErrorCode;
using base::Result;

/// Words about the person, which a password must not be made of.
std::vector<std::string> words_about(const store::Person& person) {
    std::vector<std::string> words{person.name, person.email, person.email.substr(0, person.email.find('@'))};
    std::string_view rest = person.name;
    while (!rest.empty()) {
        const auto end = std::min(rest.find(' '), rest.size());
        words.emplace_back(rest.substr(0, end));
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return words;
}

}  // namespace

Result<Answer> AccountHandlers::list_sessions(const Call& call) const {
    TRY(const auto sessions, credentials_.sessions().list(call.session->person.number));
    JsonWriter json;
    json.begin_object();
    json.key("sessions").begin_array();
    for (const store::SessionInfo& session : sessions) {
        json.begin_object();
        json.key("id").number(session.number);
        json.key("current").truth(session.number == call.session->number);
        json.key("created_at").time(session.created_at);
        json.key("last_used_at").time(session.last_used_at);
        json.key("address_hint").text(session.address_hint);
        json.key("user_agent").text(session.user_agent);
        json.end_object();
    }
    json.end_array();
    json.end_object();
    return answer_of(json);
}

Result<Answer> AccountHandlers::end_session(const Call& call) const {
    const auto number = call.parameters.revision;
    TRY_VOID(credentials_.sessions().end(call.session->person.number, number, actor_of(call)));
    Answer answer = no_content();
    if (number == call.session->number) {
        answer.cookie = no_session_cookie();
    }
    return answer;
}

Result<Answer> AccountHandlers::end_other_sessions(const Call& call) const {
    TRY_VOID(credentials_.sessions().end_others(call.session->person.number, call.session->number, actor_of(call)));
    return no_content();
}

Result<Answer> AccountHandlers::put_password(const Call& call) const {
    const store::SignedIn& session = *call.session;
    BodyReader body(call.request.body);
    // Somebody who signed in with a link may have forgotten it.
    const bool needs_current = session.person.has_password && !session.by_link;
    std::string current;
    if (needs_current || body.has("current")) {
        current = exact_text(body, "current", kMostPasswordBytes);
    } else {
        body.any("current");
    }
    const std::string password = exact_text(body, "password", kMostPasswordBytes);
    if (body.refused().empty()) {
        auto weaknesses = staff::weaknesses(password, words_about(session.person));
        for (staff::Weakness& weakness : weaknesses) {
            body.refuse("password", std::move(weakness.message), std::move(weakness.reason));
        }
    }
    TRY_VOID(body.close());
    if (needs_current) {
        TRY(const auto refused, reauthentication_.check_password(call, "current", current));
        if (refused) {
            return *refused;
        }
    }
    TRY(const auto hash, staff::hash_password(password));
    TRY_VOID(credentials_.people().set_password(session.person.number, hash, session.number, actor_of(call)));
    return no_content();
}

Result<Answer> AccountHandlers::start_second_factor(const Call& call) const {
    const store::Person& person = call.session->person;
    TRY(const auto secret, credentials_.people().offer_second_factor(person.number));
    JsonWriter json;
    json.begin_object();
    json.key("secret").text(secret);
    json.key("uri").text(staff::totp_address(effective_settings_.current()->site.title, person.email, secret));
    json.end_object();
    return answer_of(json);
}

Result<Answer> AccountHandlers::confirm_second_factor(const Call& call) const {
    BodyReader body(call.request.body);
    std::string code = exact_text(body, "code", kMaxCodeLength);
    std::erase(code, ' ');  // as apps show it
    TRY_VOID(body.close());
    TRY(const auto codes, credentials_.people().confirm_second_factor(call.session->person.number, code, actor_of(call)));
    JsonWriter json;
    json.begin_object();
    json.key("recovery_codes").begin_array();
    for (const std::string& recovery : codes) {
        json.text(recovery);
    }
    json.end_array();
    json.end_object();
    return answer_of(json);
}

Result<Answer> AccountHandlers::remove_second_factor(const Call& call) const {
    const store::Person& person = call.session->person;
    BodyReader body(call.request.body);
    const std::string password = exact_text(body, "password", kMostPasswordBytes);
    TRY_VOID(body.close());
    if (!person.has_password) {
        return base::fail(ErrorCode::conflict, "Set a password first: it is required to remove the second factor.");
    }
    TRY(const auto refused, reauthentication_.check_password(call, "password", password));
    if (refused) {
        return *refused;
    }
    TRY_VOID(credentials_.people().remove_second_factor(person.number, actor_of(call)));
    return no_content();
}

}  // namespace stoppress::newsroom
