// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/people/sessions.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/text/ascii.hpp"
#include "staff/secret.hpp"
#include "staff/totp.hpp"
#include "store/people/audit_log.hpp"
#include "store/people/limits.hpp"

namespace stoppress::store {

using base::ErrorCode;
using base::Result;

namespace {

std::int64_t to_integer(bool truth) {
    return truth ? 1 : 0;
}

/// When it expires if it is not used again.
base::Time end_of(base::Time created, base::Time used, bool awaits_factor) {
    if (awaits_factor) {
        return created + kFactorLasts;
    }
    return std::min<base::Time>(created + kSessionLasts, used + kSessionIdle);
}

struct Kind {
    bool awaits_factor = false;
    bool by_link = false;
};

/// Inserts a row. The secret is made here, so that nobody can supply one.
NewSession begin_session(Session& session, base::Time now, const Person& person, Kind kind, const Visitor& visitor) {
    const auto milliseconds = base::to_milliseconds(now);
    session.query("credentials.delete_old_sessions")
        .set("used_before", base::to_milliseconds(now - kSessionIdle))
        .set("made_before", base::to_milliseconds(now - kSessionLasts))
        .set("asked_before", base::to_milliseconds(now - kFactorLasts))
        .run();
    // Whoever it belonged to: the browser has another one now.
    session.query("credentials.delete_former_session").set("number", visitor.former_session).run();
    session.query("credentials.delete_surplus_sessions").set("person", person.number).set("most", kMaxSessions - 1).run();
    session.query("credentials.next_session").run();
    auto last = session.query("credentials.last_session");
    last.one();

    NewSession made;
    made.secret = staff::new_secret();
    made.session = {.number = last.integer("number"),
                    .person = person,
                    .awaits_factor = kind.awaits_factor,
                    .by_link = kind.by_link,
                    .created_at = now,
                    .expires_at = end_of(now, now, kind.awaits_factor)};
    auto insert = session.query("credentials.insert_session");
    insert.set("number", made.session.number).set("hash", staff::fingerprint(made.secret)).set("person", person.number);
    insert.set("awaits_factor", to_integer(kind.awaits_factor)).set("by_link", to_integer(kind.by_link)).set("now", milliseconds);
    insert.set("address_hint", visitor.address_hint).set("user_agent", visitor.user_agent.substr(0, kMaxUserAgent)).run();
    session.query("credentials.mark_seen").set("number", person.number).set("now", milliseconds).run();
    return made;
}

/// Whether the code is valid, which uses it up. `how` receives its kind.
bool use_code(Session& session, std::int64_t person, std::string_view code, base::Time now, std::string& how) {
    std::string plain;
    for (const char c : code) {
        if (c != ' ') {
            plain += base::ascii_lower(c);
        }
    }
    auto factor = session.query("credentials.find_factor");
    factor.set("number", person).one();
    if (const auto step = staff::step_of_code(factor.text("secret"), plain, now, factor.integer("step"))) {
        how = "code";
        session.query("credentials.use_step").set("number", person).set("step", *step).run();
        return true;
    }
    how = "recovery code";
    return session.query("credentials.use_recovery_code").set("hash", staff::fingerprint(plain)).set("person", person).run() == 1;
}

}  // namespace

Result<std::optional<SignedIn>> Sessions::find(std::string_view secret) {
    if (secret.size() != staff::kSecretLength) {
        return std::optional<SignedIn>{};
    }
    const auto hash = staff::fingerprint(secret);
    const auto now = connection_.now();
    bool is_news = false;
    TRY(auto found, connection_.read([&](Session& session) -> Result<std::optional<SignedIn>> {
        auto query = session.query("credentials.find_session");
        if (!query.set("hash", hash).one()) {
            return std::optional<SignedIn>{};
        }
        SignedIn signed_in;
        signed_in.number = query.integer("session");
        signed_in.person = person_of(query);
        signed_in.awaits_factor = query.integer("awaits_factor") != 0;
        signed_in.by_link = query.integer("by_link") != 0;
        const auto used = base::from_milliseconds(query.integer("last_used_at"));
        const auto created = base::from_milliseconds(query.integer("session_created_at"));
        is_news = now - used >= kSeenEvery;
        if (now >= end_of(created, used, signed_in.awaits_factor) || signed_in.person.disabled) {
            return std::optional<SignedIn>{};
        }
        signed_in.created_at = created;
        signed_in.expires_at = end_of(created, now, signed_in.awaits_factor);
        return std::optional(std::move(signed_in));
    }));
    if (found && is_news) {
        TRY_VOID(connection_.write([&](Session& session) -> Result<void> {
            session.query("credentials.use_session").set("number", found->number).set("now", base::to_milliseconds(now)).run();
            session.query("credentials.mark_seen").set("number", found->person.number).set("now", base::to_milliseconds(now)).run();
            return {};
        }));
    }
    return found;
}

Result<std::optional<NewSession>> Sessions::begin(std::int64_t number, const std::string& hash, const Visitor& visitor) {
    return connection_.write([&](Session& session) -> Result<std::optional<NewSession>> {
        session.query("credentials.take_turn").run();
        auto password = session.query("credentials.find_password");
        const bool same = password.set("number", number).one() && password.text("password") == hash;
        const auto person = find_person(session, number);
        if (!same || !person || person->disabled) {
            return std::optional<NewSession>{};
        }
        append_note(session, connection_.now(),
                    {person->email, "session.begin", person->email,
                     person->has_second_factor ? "password; second factor needed" : "password", visitor.address_hint});
        return std::optional(begin_session(session, connection_.now(), *person, {.awaits_factor = person->has_second_factor}, visitor));
    });
}

Result<std::optional<NewSession>> Sessions::begin_with_link(std::string_view secret, const Visitor& visitor) {
    if (secret.size() != staff::kSecretLength) {
        return std::optional<NewSession>{};
    }
    const auto hash = staff::fingerprint(secret);
    return connection_.write([&](Session& session) -> Result<std::optional<NewSession>> {
        session.query("credentials.take_turn").run();
        auto link = session.query("credentials.find_link");
        if (!link.set("hash", hash).one()) {
            return std::optional<NewSession>{};
        }
        const auto number = link.integer("person");
        const bool good = connection_.now() < base::from_milliseconds(link.integer("expires_at"));
        session.query("credentials.delete_links").set("person", number).run();
        const auto person = find_person(session, number);
        if (!good || !person || person->disabled) {
            return std::optional<NewSession>{};
        }
        append_note(session, connection_.now(),
                    {person->email, "session.begin", person->email, person->has_second_factor ? "link; second factor needed" : "link",
                     visitor.address_hint});
        return std::optional(
            begin_session(session, connection_.now(), *person, {.awaits_factor = person->has_second_factor, .by_link = true}, visitor));
    });
}

Result<std::optional<NewSession>> Sessions::begin_with_passkey(const PasskeyUse& use, const Visitor& visitor) {
    return connection_.write([&](Session& session) -> Result<std::optional<NewSession>> {
        session.query("credentials.take_turn").run();
        const auto now = connection_.now();
        const auto passkey = find_passkey(session, use.credential);
        const auto person = passkey ? find_person(session, passkey->person) : std::nullopt;
        // Used up whatever the result.
        const bool fresh = use_challenge(session, now, use.challenge);
        const auto refuse = [&](const std::string& why) {
            const std::string who = person ? person->email : "";
            append_note(session, now, {who, "session.refused", who.empty() ? "unknown account" : who, why, visitor.address_hint});
            return std::optional<NewSession>{};
        };
        if (!fresh) {
            return refuse("passkey: the challenge was already used");
        }
        if (!person) {
            return refuse("passkey: not registered any more");
        }
        if (person->disabled) {
            return refuse("disabled");
        }
        if ((passkey->sign_count != 0 || use.sign_count != 0) && use.sign_count <= passkey->sign_count) {
            return refuse(fmt::format("passkey \"{}\": the signature counter went from {} to {}; the passkey may have been cloned",
                                      passkey->name, passkey->sign_count, use.sign_count));
        }
        append_note(session, now,
                    {person->email, "session.begin", person->email, fmt::format("passkey \"{}\"", passkey->name), visitor.address_hint});
        auto update = session.query("credentials.use_passkey");
        update.set("number", passkey->number).set("sign_count", use.sign_count).set("backed_up", to_integer(use.backed_up));
        update.set("now", base::to_milliseconds(now)).run();
        return std::optional(begin_session(session, now, *person, {}, visitor));
    });
}

Result<std::optional<NewSession>> Sessions::pass_second_factor(const SignedIn& former, std::string_view code, const Visitor& visitor) {
    return connection_.write([&](Session& session) -> Result<std::optional<NewSession>> {
        session.query("credentials.take_turn").run();
        auto state = session.query("credentials.find_factor_state");
        const auto person = find_person(session, former.person.number);
        // A concurrent request may have been first.
        if (!state.set("number", former.number).one() || !person || person->disabled) {
            return std::optional<NewSession>{};
        }
        std::string how;
        if (!use_code(session, person->number, code, connection_.now(), how)) {
            const bool last = state.integer("failures") + 1 >= kMaxFactorFailures;
            session.query("credentials.count_failure").set("number", former.number).run();
            if (last) {
                session.query("credentials.delete_session").set("person", person->number).set("number", former.number).run();
            }
            append_note(session, connection_.now(),
                        {person->email, "session.refused", person->email, "wrong second factor", visitor.address_hint});
            return std::optional<NewSession>{};
        }
        append_note(session, connection_.now(), {person->email, "session.second_factor", person->email, how, visitor.address_hint});
        session.query("credentials.delete_session").set("person", person->number).set("number", former.number).run();
        return std::optional(begin_session(session, connection_.now(), *person, {.by_link = former.by_link}, visitor));
    });
}

Result<std::vector<SessionInfo>> Sessions::list(std::int64_t person) {
    return connection_.read([&](Session& session) -> Result<std::vector<SessionInfo>> {
        const auto now = connection_.now();
        std::vector<SessionInfo> sessions;
        auto query = session.query("credentials.list_sessions");
        query.set("person", person);
        while (query.next()) {
            SessionInfo info;
            info.number = query.integer("number");
            info.created_at = base::from_milliseconds(query.integer("created_at"));
            info.last_used_at = base::from_milliseconds(query.integer("last_used_at"));
            info.address_hint = query.text("address_hint");
            info.user_agent = query.text("user_agent");
            if (now < end_of(info.created_at, info.last_used_at, query.integer("awaits_factor") != 0)) {
                sessions.push_back(std::move(info));
            }
        }
        return sessions;
    });
}

Result<void> Sessions::end(std::int64_t person, std::int64_t number, const Actor& actor) {
    return connection_.write([&](Session& session) -> Result<void> {
        append_note(session, connection_.now(), {actor.who, "session.end", actor.who, "", actor.address_hint});
        if (session.query("credentials.delete_session").set("person", person).set("number", number).run() == 0) {
            return base::fail(ErrorCode::not_found, fmt::format("There is no session {}.", number));
        }
        return {};
    });
}

Result<void> Sessions::end_others(std::int64_t person, std::int64_t kept, const Actor& actor) {
    return connection_.write([&](Session& session) -> Result<void> {
        append_note(session, connection_.now(), {actor.who, "session.end", actor.who, "all others", actor.address_hint});
        session.query("credentials.delete_sessions").set("person", person).set("except", kept).run();
        return {};
    });
}

}  // namespace stoppress::store
