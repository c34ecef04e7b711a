// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/people/people.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/text/ascii.hpp"
#include "staff/secret.hpp"
#include "store/people/audit_log.hpp"
#include "store/people/limits.hpp"

namespace stoppress::store {

using base::ErrorCode;
using base::Result;

namespace {

base::Error no_person(std::int64_t number) {
    return base::fail(ErrorCode::not_found, fmt::format("There is no person {}.", number));
}

base::Error taken(const std::string& email) {
    auto error = base::fail(ErrorCode::conflict, fmt::format("\"{}\" is already used by a person or a token.", email));
    error.fields.push_back({"/email", "is already in use", {"in-use"}});
    return error;
}

bool has_token(Session& session, const std::string& name) {
    return session.query("credentials.has_token").set("name", name).one();
}

/// Describes the changes in `change`.
std::string said(const Person& before, const PersonChange& change) {
    std::string text;
    const auto add = [&](const std::string& part) { text += (text.empty() ? "" : ", ") + part; };
    if (change.name && *change.name != before.name) {
        add("name " + *change.name);
    }
    if (change.role && *change.role != before.role) {
        add(fmt::format("role {} -> {}", to_string(before.role), to_string(*change.role)));
    }
    if (change.disabled && *change.disabled != before.disabled) {
        add(*change.disabled ? "disabled" : "enabled");
    }
    return text;
}

}  // namespace

std::optional<std::string> canonical_email(std::string_view text) {
    const auto at = text.find('@');
    if (text.size() > kMaxEmail || at == 0 || at == std::string_view::npos || at + 1 == text.size() ||
        text.find('@', at + 1) != std::string_view::npos) {
        return std::nullopt;
    }
    std::string email;
    for (const char c : text) {
        if (c <= ' ' || c >= 0x7f || std::string_view("\"\\<>()[],;:").contains(c)) {
            return std::nullopt;
        }
        email += base::ascii_lower(c);
    }
    return email;
}

Person person_of(const Query& row) {
    Person person;
    person.number = row.integer("number");
    person.email = row.text("email");
    person.name = row.text("name");
    person.role = parse_role(row.text("role")).value_or(Role::contributor);
    person.disabled = row.integer("disabled") != 0;
    person.has_password = row.integer("has_password") != 0;
    person.has_second_factor = row.integer("has_factor") != 0;
    person.created_at = base::from_milliseconds(row.integer("created_at"));
    if (const auto seen = row.optional_integer("last_seen_at")) {
        person.last_seen_at = base::from_milliseconds(*seen);
    }
    return person;
}

std::optional<Person> find_person(Session& session, std::int64_t number) {
    auto query = session.query("credentials.find_person");
    if (!query.set("number", number).one()) {
        return std::nullopt;
    }
    return person_of(query);
}

Result<Person> People::add(const std::string& email, const std::string& name, Role role, const Actor& actor) {
    const auto address = canonical_email(email);
    if (!address) {
        auto error = base::fail(ErrorCode::invalid, fmt::format("\"{}\" is not a valid email address.", email));
        error.fields.push_back({"/email", "must be an email address", {"not-an-email"}});
        return error;
    }
    return connection_.write([&](Session& session) -> Result<Person> {
        append_note(session, connection_.now(), {actor.who, "person.add", *address, std::string(to_string(role)), actor.address_hint});
        if (has_token(session, *address)) {
            return taken(*address);
        }
        session.query("credentials.next_person").run();
        auto last = session.query("credentials.last_person");
        last.one();
        const auto number = last.integer("number");
        auto insert = session.query("credentials.insert_person");
        insert.set("number", number).set("email", *address).set("name", name).set("role", to_string(role));
        if (insert.set("created_at", base::to_milliseconds(connection_.now())).run() == 0) {
            return taken(*address);
        }
        return *find_person(session, number);
    });
}

Result<std::vector<Person>> People::list() {
    return connection_.read([&](Session& session) -> Result<std::vector<Person>> {
        std::vector<Person> people;
        auto query = session.query("credentials.list_people");
        while (query.next()) {
            people.push_back(person_of(query));
        }
        return people;
    });
}

Result<std::optional<Person>> People::find(std::int64_t number) {
    return connection_.read([&](Session& session) -> Result<std::optional<Person>> { return find_person(session, number); });
}

Result<std::optional<Account>> People::find(const std::string& email) {
    return connection_.read([&](Session& session) -> Result<std::optional<Account>> {
        auto query = session.query("credentials.find_account");
        if (!query.set("email", email).one()) {
            return std::optional<Account>{};
        }
        return std::optional(Account{person_of(query), query.text("password")});
    });
}

Result<std::string> People::password(std::int64_t number) {
    return connection_.read([&](Session& session) -> Result<std::string> {
        auto query = session.query("credentials.find_password");
        if (!query.set("number", number).one()) {
            return no_person(number);
        }
        return query.text("password");
    });
}

Result<Person> People::change(std::int64_t number, const PersonChange& change, const Actor& actor) {
    return connection_.write([&](Session& session) -> Result<Person> {
        // Takes its turn first: two admins who disable each other at once must be handled one after the other.
        session.query("credentials.take_turn").run();
        const auto before = find_person(session, number);
        if (!before) {
            return no_person(number);
        }
        const auto what = said(*before, change);
        if (what.empty()) {
            return *before;
        }
        append_note(session, connection_.now(), {actor.who, "person.change", before->email, what, actor.address_hint});
        const bool disabled = change.disabled.value_or(before->disabled);
        const Role role = change.role.value_or(before->role);
        auto update = session.query("credentials.update_person");
        update.set("number", number).set("name", change.name.value_or(before->name)).set("role", to_string(role));
        update.set("disabled", std::int64_t{disabled ? 1 : 0}).run();
        if (before->role == Role::admin && !before->disabled && (disabled || role != Role::admin)) {
            auto admins = session.query("credentials.count_admins");
            admins.one();
            if (admins.integer("admins") == 0) {
                return base::fail(ErrorCode::conflict,
                                  fmt::format("{} is the only admin who can sign in; add another admin first.", before->email));
            }
        }
        if (disabled) {
            session.query("credentials.delete_sessions").set("person", number).set("except", std::int64_t{0}).run();
            session.query("credentials.delete_links").set("person", number).run();
        }
        return *find_person(session, number);
    });
}

Result<std::string> People::make_link(std::int64_t number, const Actor& actor) {
    return connection_.write([&](Session& session) -> Result<std::string> {
        session.query("credentials.take_turn").run();
        const auto person = find_person(session, number);
        if (!person) {
            return no_person(number);
        }
        if (person->disabled) {
            return base::fail(ErrorCode::conflict, fmt::format("{} is disabled; enable them first.", person->email));
        }
        append_note(session, connection_.now(), {actor.who, "person.link", person->email, "", actor.address_hint});
        std::string secret = staff::new_secret();
        session.query("credentials.delete_links").set("person", number).run();
        auto insert = session.query("credentials.insert_link");
        insert.set("hash", staff::fingerprint(secret)).set("person", number);
        insert.set("expires_at", base::to_milliseconds(connection_.now() + kLinkLasts)).run();
        return secret;
    });
}

Result<void> People::set_password(std::int64_t number, const std::string& hash, std::int64_t session_number, const Actor& actor) {
    return connection_.write([&](Session& session) -> Result<void> {
        append_note(session, connection_.now(), {actor.who, "password.set", actor.who, "", actor.address_hint});
        if (session.query("credentials.update_password").set("number", number).set("password", hash).run() == 0) {
            return no_person(number);
        }
        session.query("credentials.delete_sessions").set("person", number).set("except", session_number).run();
        session.query("credentials.delete_links").set("person", number).run();
        session.query("credentials.end_link_rights").set("number", session_number).run();
        return {};
    });
}

}  // namespace stoppress::store
