// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/people/tokens.hpp"

#include "store/people/credentials.hpp"
#include "store/sql/database.hpp"

namespace stoppress::store {

namespace {

void set_text_or_null(Query& write, std::string_view name, const std::string& text) {
    if (text.empty()) {
        write.set_null(name);
    } else {
        write.set(name, text);
    }
}

/// People, their recovery codes and passkeys; sessions and links are not copied.
void copy_people(Session& source, Session& target) {
    auto people = source.query("credentials.copy_read_people");
    while (people.next()) {
        auto write = target.query("credentials.copy_write_person");
        for (const std::string_view column : {"number", "disabled", "factor_step", "created_at"}) {
            write.set(column, people.integer(column));
        }
        for (const std::string_view column : {"email", "name", "role"}) {
            write.set(column, people.text(column));
        }
        set_text_or_null(write, "password", people.text("password"));
        set_text_or_null(write, "factor", people.text("factor"));
        set_text_or_null(write, "handle", people.text("handle"));
        write.set("last_seen_at", people.optional_integer("last_seen_at")).run();
    }
    auto codes = source.query("credentials.copy_read_recovery_codes");
    while (codes.next()) {
        auto write = target.query("credentials.insert_recovery_code");
        write.set("hash", codes.text("hash")).set("person", codes.integer("person")).run();
    }
    auto passkeys = source.query("credentials.copy_read_passkeys");
    while (passkeys.next()) {
        auto write = target.query("credentials.copy_write_passkey");
        for (const std::string_view column :
             {"number", "person", "algorithm", "sign_count", "backup_eligible", "backed_up", "created_at"}) {
            write.set(column, passkeys.integer(column));
        }
        for (const std::string_view column : {"credential", "public_key", "transports", "name"}) {
            write.set(column, passkeys.text(column));
        }
        write.set("last_used_at", passkeys.optional_integer("last_used_at")).run();
    }
}

void copy_audit(Session& source, Session& target) {
    auto entries = source.query("credentials.all_audit");
    while (entries.next()) {
        auto write = target.query("credentials.insert_audit");
        for (const std::string_view column : {"number", "at"}) {
            write.set(column, entries.integer(column));
        }
        for (const std::string_view column : {"who", "action", "subject", "detail", "address_hint", "hash"}) {
            write.set(column, entries.text(column));
        }
        set_text_or_null(write, "origin", entries.text("origin"));
        write.run();
    }
    auto numbers = source.query("credentials.copy_read_numbers");
    numbers.one();
    auto write = target.query("credentials.copy_write_numbers");
    write.set("audit", numbers.integer("audit")).set("audit_hash", numbers.text("audit_hash"));
    write.set("person", numbers.integer("person")).set("session", numbers.integer("session"));
    write.set("passkey", numbers.integer("passkey")).run();
}

}  // namespace

base::Result<void> copy_tokens(const settings::Settings& from, const settings::Settings& to, const base::Clock& clock) {
    TRY(const auto source_place, credentials_database(from));
    TRY(const auto target_place, credentials_database(to));
    if (source_place.name() == target_place.name()) {
        return {};
    }
    // Creates the tables if they are missing.
    TRY_VOID(Credentials::open(from, clock));
    TRY_VOID(Credentials::open(to, clock));
    TRY(auto source, source_place.open(Access::credentials));
    TRY(auto target, target_place.open(Access::credentials));
    return guarded([&]() -> base::Result<void> {
        // One state of the source throughout.
        source->run("transaction.snapshot");
        target->run("transaction.begin");
        // Only if the target is empty: otherwise it has an audit log of its own.
        auto numbers = target->query("credentials.copy_read_numbers");
        numbers.one();
        if (numbers.integer("audit") == 0) {
            copy_people(*source, *target);
            copy_audit(*source, *target);
        }
        auto rows = source->query("credentials.copy_read");
        while (rows.next()) {
            auto write = target->query("credentials.insert_token");
            write.set("name", rows.text("name")).set("hash", rows.text("hash")).set("role", rows.text("role"));
            write.set("created_at", rows.integer("created_at")).run();
        }
        target->run("transaction.commit");
        source->run("transaction.commit");
        return {};
    });
}

}  // namespace stoppress::store
