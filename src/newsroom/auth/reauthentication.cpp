// SPDX-License-Identifier: GPL-3.0-or-later
#include "newsroom/auth/reauthentication.hpp"

#include "newsroom/limits.hpp"
#include "newsroom/people/person_answer.hpp"
#include "staff/password.hpp"

namespace stoppress::newsroom {

using base::ErrorCode;
using base::Result;

Result<std::optional<Answer>> Reauthentication::check_password(const Call& call, std::string_view key, const std::string& typed) const {
    const store::Person& person = call.session->person;
    if (const auto wait = throttle_.wait(person.email, call.request.client, std::chrono::steady_clock::now()); wait.count() > 0) {
        return std::optional(too_many_attempts(wait));
    }
    TRY(const auto hash, credentials_.people().password(person.number));
    if (!staff::is_password(hash, typed)) {
        base::Error error = base::fail(ErrorCode::forbidden, "The password is wrong.", {"password-wrong"});
        error.fields.push_back({"/" + std::string(key), "is wrong", {"password-wrong"}});
        return error;
    }
    throttle_.forgive(person.email, call.request.client);
    return std::optional<Answer>{};
}

Result<std::optional<std::string>> read_password(const Call& call) {
    if (call.request.body.empty()) {
        return std::optional<std::string>{};
    }
    BodyReader body(call.request.body);
    std::optional<std::string> password;
    if (body.has("password")) {
        password = exact_text(body, "password", kMostPasswordBytes);
    }
    TRY_VOID(body.close());
    return password;
}

Result<std::optional<Answer>> Reauthentication::check_recent_sign_in(const Call& call, const std::optional<std::string>& password) const {
    const store::SignedIn& session = *call.session;
    if (password) {
        return check_password(call, "password", *password);
    }
    // The absolute difference: another node, whose clock is a little ahead, may have begun it.
    if (session.by_link || std::chrono::abs(clock_.now() - session.created_at) < kSignInIsRecent) {
        return std::optional<Answer>{};
    }
    if (!session.person.has_password) {
        return base::fail(ErrorCode::forbidden, "Your last sign-in was too long ago: sign out and sign in again.", {"sign-in-again"});
    }
    base::Error error =
        base::fail(ErrorCode::forbidden, "Your last sign-in was too long ago: enter your password again.", {"sign-in-again"});
    error.fields.push_back({"/password", "is required", {"required"}});
    return error;
}

}  // namespace stoppress::newsroom
