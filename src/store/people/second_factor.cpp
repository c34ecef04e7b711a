// SPDX-License-Identifier: GPL-3.0-or-later
// People's second factor: offered, confirmed with a code, removed.
#include <fmt/format.h>

#include "base/text/ascii.hpp"
#include "staff/secret.hpp"
#include "staff/totp.hpp"
#include "store/people/audit_log.hpp"
#include "store/people/limits.hpp"
#include "store/people/people.hpp"

namespace stoppress::store {

using base::ErrorCode;
using base::Result;

namespace {

/// 80 random bits in two groups: "abcdefgh-ijklmnop".
std::string new_recovery_code() {
    constexpr std::size_t kBytes = 10;
    std::string text = base::ascii_lower(staff::to_base32(staff::random_bytes(kBytes)));
    text.insert(text.size() / 2, "-");
    return text;
}

base::Error already() {
    return base::fail(ErrorCode::conflict, "A second factor is already set up; remove it first.");
}

}  // namespace

Result<std::string> People::offer_second_factor(std::int64_t number) {
    return connection_.write([&](Session& session) -> Result<std::string> {
        std::string secret = staff::new_totp_secret();
        if (session.query("credentials.offer_factor").set("number", number).set("secret", secret).run() == 0) {
            return already();
        }
        return secret;
    });
}

Result<People::RecoveryCodes> People::confirm_second_factor(std::int64_t number, const std::string& code, const Actor& actor) {
    return connection_.write([&](Session& session) -> Result<RecoveryCodes> {
        session.query("credentials.take_turn").run();
        auto offered = session.query("credentials.find_factor");
        offered.set("number", number).one();
        if (!offered.text("secret").empty()) {
            return already();
        }
        const std::string secret = offered.text("offered");
        if (secret.empty()) {
            return base::fail(ErrorCode::conflict, "No second factor is being set up; start with POST /api/v1/me/second-factor.");
        }
        const auto step = staff::step_of_code(secret, code, connection_.now(), 0);
        if (!step) {
            auto error = base::fail(ErrorCode::invalid, "The code is wrong or has expired; check the clock of your phone.", {"code-wrong"});
            error.fields.push_back({"/code", "is wrong", {"code-wrong"}});
            return error;
        }
        append_note(session, connection_.now(), {actor.who, "second_factor.set", actor.who, "", actor.address_hint});
        session.query("credentials.set_factor").set("number", number).set("step", *step).run();
        session.query("credentials.delete_recovery_codes").set("person", number).run();
        RecoveryCodes codes;
        for (std::string& recovery : codes) {
            recovery = new_recovery_code();
            session.query("credentials.insert_recovery_code").set("hash", staff::fingerprint(recovery)).set("person", number).run();
        }
        return codes;
    });
}

Result<void> People::remove_second_factor(std::int64_t number, const Actor& actor) {
    return connection_.write([&](Session& session) -> Result<void> {
        session.query("credentials.take_turn").run();
        const auto person = find_person(session, number);
        if (!person) {
            return base::fail(ErrorCode::not_found, fmt::format("There is no person {}.", number));
        }
        append_note(session, connection_.now(), {actor.who, "second_factor.remove", person->email, "", actor.address_hint});
        session.query("credentials.clear_factor").set("number", number).run();
        session.query("credentials.delete_recovery_codes").set("person", number).run();
        return {};
    });
}

}  // namespace stoppress::store
