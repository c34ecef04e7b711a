// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/people/passkeys.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "staff/secret.hpp"
#include "store/people/audit_log.hpp"
#include "store/people/limits.hpp"

namespace stoppress::store {

using base::ErrorCode;
using base::Result;

namespace {

Passkey passkey_of(const Query& row) {
    Passkey passkey;
    passkey.number = row.integer("number");
    passkey.person = row.integer("person");
    passkey.credential = row.text("credential");
    passkey.algorithm = row.integer("algorithm");
    passkey.public_key = row.text("public_key");
    passkey.sign_count = row.integer("sign_count");
    passkey.backup_eligible = row.integer("backup_eligible") != 0;
    passkey.backed_up = row.integer("backed_up") != 0;
    passkey.transports = row.text("transports");
    passkey.name = row.text("name");
    passkey.created_at = base::from_milliseconds(row.integer("created_at"));
    if (const auto used = row.optional_integer("last_used_at")) {
        passkey.last_used_at = base::from_milliseconds(*used);
    }
    return passkey;
}

base::Error no_passkey(std::int64_t number) {
    return base::fail(ErrorCode::not_found, fmt::format("There is no passkey {}.", number));
}

std::vector<Passkey> passkeys_of(Session& session, std::int64_t person) {
    std::vector<Passkey> passkeys;
    auto query = session.query("credentials.list_passkeys");
    query.set("person", person);
    while (query.next()) {
        passkeys.push_back(passkey_of(query));
    }
    return passkeys;
}

std::optional<std::string> name_of(Session& session, std::int64_t person, std::int64_t number) {
    auto query = session.query("credentials.passkey_name");
    if (!query.set("person", person).set("number", number).one()) {
        return std::nullopt;
    }
    return query.text("name");
}

}  // namespace

std::optional<Passkey> find_passkey(Session& session, const std::string& credential) {
    auto query = session.query("credentials.find_passkey");
    if (!query.set("credential", credential).one()) {
        return std::nullopt;
    }
    return passkey_of(query);
}

bool use_challenge(Session& session, base::Time now, const UsedChallenge& challenge) {
    // Kept longer than they are valid, because nodes' clocks differ.
    session.query("credentials.delete_old_challenges").set("expired_before", base::to_milliseconds(now - kUsedChallengeKept)).run();
    auto use = session.query("credentials.use_challenge");
    return use.set("hash", challenge.hash).set("expires_at", base::to_milliseconds(challenge.expires_at)).run() == 1;
}

Result<std::string> Passkeys::challenge_key() {
    return connection_.read([&](Session& session) -> Result<std::string> {
        auto query = session.query("credentials.find_challenge_key");
        if (!query.one() || query.text("key").empty()) {
            return base::fail(ErrorCode::corrupt,
                              "The key that sign-in challenges are made with is missing from the credentials database.");
        }
        return query.text("key");
    });
}

Result<std::string> Passkeys::handle(std::int64_t person) {
    const auto read = [&](Session& session) -> Result<std::string> {
        auto query = session.query("credentials.find_handle");
        query.set("number", person).one();
        return query.text("handle");
    };
    TRY(auto known, connection_.read(read));
    if (!known.empty()) {
        return known;
    }
    return connection_.write([&](Session& session) -> Result<std::string> {
        session.query("credentials.take_turn").run();
        session.query("credentials.set_handle").set("number", person).set("handle", staff::new_secret()).run();
        return read(session);
    });
}

Result<std::vector<Passkey>> Passkeys::list(std::int64_t person) {
    return connection_.read([&](Session& session) -> Result<std::vector<Passkey>> { return passkeys_of(session, person); });
}

Result<std::optional<PasskeyOwner>> Passkeys::find(const std::string& credential) {
    return connection_.read([&](Session& session) -> Result<std::optional<PasskeyOwner>> {
        auto passkey = find_passkey(session, credential);
        auto person = passkey ? find_person(session, passkey->person) : std::nullopt;
        if (!person) {
            return std::optional<PasskeyOwner>{};
        }
        auto handle = session.query("credentials.find_handle");
        handle.set("number", person->number).one();
        return std::optional(PasskeyOwner{*std::move(passkey), *std::move(person), handle.text("handle")});
    });
}

Result<Passkey> Passkeys::add(const Passkey& passkey, const UsedChallenge& challenge, const Actor& actor) {
    return connection_.write([&](Session& session) -> Result<Passkey> {
        append_note(session, connection_.now(), {actor.who, "passkey.add", actor.who, passkey.name, actor.address_hint});
        if (!use_challenge(session, connection_.now(), challenge)) {
            return base::fail(ErrorCode::conflict, "This attempt was already used; start again.");
        }
        auto count = session.query("credentials.count_passkeys");
        count.set("person", passkey.person).one();
        if (count.integer("passkeys") >= kMaxPasskeys) {
            return base::fail(ErrorCode::conflict, fmt::format("The limit of {} passkeys is reached; remove one first.", kMaxPasskeys));
        }
        session.query("credentials.next_passkey").run();
        auto last = session.query("credentials.last_passkey");
        last.one();
        auto insert = session.query("credentials.insert_passkey");
        insert.set("number", last.integer("number")).set("person", passkey.person).set("credential", passkey.credential);
        insert.set("algorithm", passkey.algorithm).set("public_key", passkey.public_key).set("sign_count", passkey.sign_count);
        insert.set("backup_eligible", std::int64_t{passkey.backup_eligible ? 1 : 0});
        insert.set("backed_up", std::int64_t{passkey.backed_up ? 1 : 0});
        insert.set("transports", passkey.transports).set("name", passkey.name);
        if (insert.set("created_at", base::to_milliseconds(connection_.now())).run() == 0) {
            return base::fail(ErrorCode::conflict, "This passkey is already registered.");
        }
        return *find_passkey(session, passkey.credential);
    });
}

Result<Passkey> Passkeys::rename(std::int64_t person, std::int64_t number, const std::string& name, const Actor& actor) {
    return connection_.write([&](Session& session) -> Result<Passkey> {
        session.query("credentials.take_turn").run();
        const auto former = name_of(session, person, number);
        if (!former) {
            return no_passkey(number);
        }
        append_note(session, connection_.now(),
                    {actor.who, "passkey.rename", actor.who, fmt::format("{} -> {}", *former, name), actor.address_hint});
        session.query("credentials.rename_passkey").set("person", person).set("number", number).set("name", name).run();
        const auto passkeys = passkeys_of(session, person);
        return *std::ranges::find(passkeys, number, &Passkey::number);
    });
}

Result<void> Passkeys::remove(std::int64_t person, std::int64_t number, const Actor& actor) {
    return connection_.write([&](Session& session) -> Result<void> {
        session.query("credentials.take_turn").run();
        const auto name = name_of(session, person, number);
        if (!name) {
            return no_passkey(number);
        }
        append_note(session, connection_.now(), {actor.who, "passkey.remove", actor.who, *name, actor.address_hint});
        session.query("credentials.delete_passkey").set("person", person).set("number", number).run();
        return {};
    });
}

Result<void> Passkeys::remove_all(std::int64_t number, const Actor& actor) {
    return connection_.write([&](Session& session) -> Result<void> {
        session.query("credentials.take_turn").run();
        const auto person = find_person(session, number);
        if (!person) {
            return base::fail(ErrorCode::not_found, fmt::format("There is no person {}.", number));
        }
        append_note(session, connection_.now(), {actor.who, "passkey.remove", person->email, "all", actor.address_hint});
        session.query("credentials.delete_passkeys").set("person", number).run();
        session.query("credentials.delete_sessions").set("person", number).set("except", std::int64_t{0}).run();
        return {};
    });
}

}  // namespace stoppress::store
