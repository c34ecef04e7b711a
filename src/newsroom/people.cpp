// SPDX-License-Identifier: GPL-3.0-or-later
// The people of the newsroom, as admins keep them and colleagues see them.
#include <fmt/format.h>

#include "newsroom/access.hpp"
#include "newsroom/asking.hpp"
#include "newsroom/handlers.hpp"
#include "newsroom/limits.hpp"
#include "newsroom/person_answer.hpp"

namespace stoppress::newsroom {
namespace {

using base::ErrorCode;
using base::Result;

}  // namespace

Result<Answer> list_people(const Parts& parts, const Call& call) {
    TRY(const auto people, parts.credentials.people().list());
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
    Answer answer;
    answer.body = json.take();
    return answer;
}

Result<Answer> add_person(const Parts& parts, const Call& call) {
    TRY(const auto parsed, read_body(call));
    FieldErrors errors;
    ObjectReader reader(parsed.value, "", errors);
    const std::string email = needed_text(reader, "email", kMaxEmailLength);
    if (!email.empty() && !store::canonical_email(email)) {
        reader.refuse("email", "must be an e-mail address");
    }
    const std::string name = needed_text(reader, "name", kMaxPersonName);
    if (!reader.has("role")) {
        reader.refuse("role", "is missing");
    }
    const auto role = reader.choice("role", {"contributor", "reporter", "editor", "admin"});
    reader.finish();
    if (!errors.empty()) {
        return std::move(errors).error();
    }
    const auto actor = actor_of(call);
    auto& people = parts.credentials.people();
    TRY(const auto person, people.add(email, name, *store::parse_role(*role), actor));
    TRY(const auto secret, people.make_link(person.number, actor));
    JsonWriter json;
    begin_person(json, person);
    json.key("last_seen_at").null();
    json.key("link").text(sign_in_address(parts.settings, secret));
    json.end_object();
    Answer answer;
    answer.status = http::Status::created;
    answer.body = json.take();
    return answer;
}

Result<Answer> change_person(const Parts& parts, const Call& call) {
    TRY(const auto parsed, read_body(call));
    FieldErrors errors;
    ObjectReader reader(parsed.value, "", errors);
    store::PersonChange change;
    if (const bool given = parsed.value.as_object().contains("name"); given) {
        change.name = needed_text(reader, "name", kMaxPersonName);
    }
    if (const auto role = reader.choice("role", {"contributor", "reporter", "editor", "admin"})) {
        change.role = store::parse_role(*role);
    }
    change.disabled = reader.truth("disabled");
    reader.finish();
    if (!errors.empty()) {
        return std::move(errors).error();
    }
    TRY(const auto person, parts.credentials.people().change(call.parameters.revision, change, actor_of(call)));
    JsonWriter json;
    write_person(json, person);
    Answer answer;
    answer.body = json.take();
    return answer;
}

Result<Answer> make_sign_in_link(const Parts& parts, const Call& call) {
    TRY(const auto secret, parts.credentials.people().make_link(call.parameters.revision, actor_of(call)));
    JsonWriter json;
    json.begin_object();
    json.key("link").text(sign_in_address(parts.settings, secret));
    json.end_object();
    Answer answer;
    answer.body = json.take();
    return answer;
}

}  // namespace stoppress::newsroom
