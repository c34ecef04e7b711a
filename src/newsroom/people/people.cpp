// SPDX-License-Identifier: GPL-3.0-or-later
// The people of the newsroom: managed by admins, listed for colleagues.
#include <fmt/format.h>

#include "newsroom/auth/access.hpp"
#include "newsroom/auth/authenticate.hpp"
#include "newsroom/limits.hpp"
#include "newsroom/people/people_handlers.hpp"
#include "newsroom/people/person_answer.hpp"

namespace stoppress::newsroom {
namespace {

using base::ErrorCode;
using base::Result;

}  // namespace

Result<Answer> PeopleHandlers::list_people(const Call& call) const {
    TRY(const auto people, credentials_.people().list());
    const bool all = allow(call.who, Capability::administer).has_value();
    JsonWriter json;
    json.begin_object();
    json.key("people").begin_array();
    for (const store::Person& person : people) {
        if (all) {
            write_person(json, person);
        } else {
            begin_person(json, person);
            json.end_object();
        }
    }
    json.end_array();
    json.end_object();
    return answer_of(json);
}

Result<Answer> PeopleHandlers::add_person(const Call& call) const {
    BodyReader body(call.request.body);
    const std::string email = required_text(body, "email", kMaxEmailLength);
    if (!email.empty() && !store::canonical_email(email)) {
        body.refuse("email", "must be an email address", {"not-an-email"});
    }
    const std::string name = required_text(body, "name", kMaxPersonName);
    if (!body.has("role")) {
        body.refuse("role", "is required", {"required"});
    }
    const auto role = body.choice("role", {"contributor", "reporter", "editor", "admin"});
    TRY_VOID(body.close());
    const auto actor = actor_of(call);
    auto& people = credentials_.people();
    TRY(const auto person, people.add(email, name, *store::parse_role(*role), actor));
    TRY(const auto secret, people.make_link(person.number, actor));
    JsonWriter json;
    begin_person(json, person);
    json.key("last_seen_at").null();
    json.key("link").text(sign_in_address(settings_, secret));
    json.end_object();
    Answer answer = answer_of(json, http::Status::created);
    answer.secret = true;
    return answer;
}

Result<Answer> PeopleHandlers::change_person(const Call& call) const {
    BodyReader body(call.request.body);
    store::PersonChange change;
    if (body.any("name") != nullptr) {
        change.name = required_text(body, "name", kMaxPersonName);
    }
    if (const auto role = body.choice("role", {"contributor", "reporter", "editor", "admin"})) {
        change.role = store::parse_role(*role);
    }
    change.disabled = body.truth("disabled");
    TRY_VOID(body.close());
    TRY(const auto person, credentials_.people().change(call.parameters.revision, change, actor_of(call)));
    JsonWriter json;
    write_person(json, person);
    return answer_of(json);
}

Result<Answer> PeopleHandlers::make_sign_in_link(const Call& call) const {
    TRY(const auto secret, credentials_.people().make_link(call.parameters.revision, actor_of(call)));
    JsonWriter json;
    json.begin_object();
    json.key("link").text(sign_in_address(settings_, secret));
    json.end_object();
    Answer answer = answer_of(json);
    answer.secret = true;
    return answer;
}

}  // namespace stoppress::newsroom
