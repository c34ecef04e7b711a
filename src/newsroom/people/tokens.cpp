// SPDX-License-Identifier: GPL-3.0-or-later
// Tokens for programs: created and revoked by admins.
#include "newsroom/auth/authenticate.hpp"
#include "newsroom/limits.hpp"
#include "newsroom/people/people_handlers.hpp"
#include "newsroom/people/person_answer.hpp"

namespace stoppress::newsroom {

using base::Result;

Result<Answer> PeopleHandlers::list_tokens(const Call& /*call*/) const {
    TRY(const auto tokens, credentials_.tokens());
    JsonWriter json;
    json.begin_object();
    json.key("tokens").begin_array();
    for (const store::TokenInfo& token : tokens) {
        json.begin_object();
        json.key("name").text(token.name);
        json.key("role").text(store::to_string(token.role));
        json.key("created_at").time(token.created_at);
        json.end_object();
    }
    json.end_array();
    json.end_object();
    return answer_of(json);
}

Result<Answer> PeopleHandlers::create_token(const Call& call) const {
    BodyReader body(call.request.body);
    const std::string name = required_text(body, "name", kMaxTokenName);
    if (name.find_first_of("/\\") != std::string::npos || name == "." || name == "..") {
        body.refuse("name", "must not contain \"/\" or \"\\\", because it is part of an address");
    }
    if (!body.has("role")) {
        body.refuse("role", "is required", {"required"});
    }
    const auto role = body.choice("role", {"contributor", "reporter", "editor", "admin"});
    TRY_VOID(body.close());
    TRY(const auto token, credentials_.create_token(name, *store::parse_role(*role), actor_of(call)));
    JsonWriter json;
    json.begin_object();
    json.key("name").text(name);
    json.key("role").text(*role);
    json.key("token").text(token);
    json.end_object();
    Answer answer = answer_of(json, http::Status::created);
    answer.secret = true;
    return answer;
}

Result<Answer> PeopleHandlers::revoke_token(const Call& call) const {
    TRY_VOID(credentials_.revoke_token(call.parameters.slug, actor_of(call)));
    return no_content();
}

}  // namespace stoppress::newsroom
