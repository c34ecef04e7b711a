// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/people/connection.hpp"

#include <fmt/format.h>

#include "staff/secret.hpp"

namespace stoppress::store {
namespace {

constexpr std::int64_t kVersion = 4;

}  // namespace

base::Result<void> CredentialsConnection::connect() {
    TRY(session_, database_.open(Access::credentials));
    auto ready = guarded([&]() -> base::Result<void> {
        if (version() != kVersion) {
            return upgrade();
        }
        return {};
    });
    if (!ready.has_value()) {
        session_.reset();
    }
    return ready;
}

/// 0 if there are no tables yet.
std::int64_t CredentialsConnection::version() {
    if (!database_.is_file()) {
        auto tables = session_->query("schema.tables");
        if (tables.one() && tables.integer("tables") == 0) {
            return 0;
        }
    }
    auto query = session_->query("schema.version");
    query.one();
    return query.integer("version");
}

base::Result<void> CredentialsConnection::upgrade() {
    if (!database_.is_file()) {
        session_->query("schema.lock").one();
    }
    // Checked again under the lock: another program may have been first.
    session_->run("transaction.begin");
    auto done = guarded([&]() -> base::Result<void> {
        if (version() == 0) {
            session_->run("credentials.schema");
        }
        if (version() == 1) {
            session_->run("credentials.schema_2");
        }
        if (version() == 2) {
            session_->run("credentials.schema_3");
            session_->query("credentials.insert_challenge_key").set("key", staff::new_secret()).run();
        }
        if (version() == 3) {
            session_->run("credentials.schema_4");
        }
        if (version() != kVersion) {
            return base::fail(
                base::ErrorCode::unsupported,
                fmt::format("{} was written by a newer version of Stoppress: install that version or a later one.", database_.name()));
        }
        session_->run("transaction.commit");
        return {};
    });
    if (!done.has_value()) {
        undo();
    } else if (!database_.is_file()) {
        session_->query("schema.unlock").one();
    }
    return done;
}

bool CredentialsConnection::settle_file() {
    session_.reset();
    if (!connect().has_value()) {
        return false;
    }
    const auto written = guarded([&]() -> base::Result<void> {
        session_->run("transaction.begin");
        session_->run("credentials.probe");
        session_->run("transaction.commit");
        return {};
    });
    if (!written.has_value()) {
        session_.reset();
    }
    return written.has_value();
}

void CredentialsConnection::undo() {
    if (!session_ || !session_->in_transaction()) {
        return;
    }
    const auto undone = guarded([&]() -> base::Result<void> {
        session_->run("transaction.rollback");
        return {};
    });
    // ask() releases a server's broken connection, after checking whether a commit may have been made.
    if (!undone.has_value() && database_.is_file()) {
        session_.reset();
    }
}

}  // namespace stoppress::store
