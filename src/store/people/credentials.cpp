// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/people/credentials.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include <fmt/format.h>

#include "staff/secret.hpp"

namespace stoppress::store {

namespace {

constexpr std::string_view kCredentialsFile = "credentials.db";
constexpr std::string_view kPrefix = "sp_";   // so that scanners for leaked secrets can recognise one
constexpr std::size_t kMaxTokenLength = 100;  // ours have 46

/// Creates a missing file with permissions for its owner alone; SQLite would create it with wider ones.
base::Result<void> make_private(const std::filesystem::path& file) {
    const int descriptor = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (descriptor < 0) {
        return base::fail(base::ErrorCode::io, fmt::format("{} cannot be written: {}.", file.native(), std::strerror(errno)));
    }
    ::close(descriptor);
    return {};
}

}  // namespace

Credentials::Credentials(Database database, const base::Clock& clock)
    : connection_(std::move(database), clock),
      people_(connection_),
      passkeys_(connection_),
      sessions_(connection_),
      audit_(connection_),
      answers_(connection_) {}

void Credentials::take_turn(Session& session) {
    session.query("credentials.take_audit_turn").run();
}

base::Result<Database> credentials_database(const settings::Settings& settings) {
    TRY(const auto site, Database::of(settings));
    const auto& own = settings.database.credentials_url;
    const auto url = !own.empty() ? own : site.is_file() ? fmt::format("sqlite:{}", kCredentialsFile) : site.url();
    return Database::parse(url, settings.folder);
}

base::Result<std::unique_ptr<Credentials>> Credentials::open(const settings::Settings& settings, const base::Clock& clock) {
    TRY(auto database, credentials_database(settings));
    if (database.is_file()) {
        TRY_VOID(make_private(database.file()));
    }
    auto credentials = std::make_unique<Credentials>(std::move(database), clock);
    TRY_VOID(credentials->connection_.connect());
    return credentials;
}

base::Result<std::string> Credentials::create_token(const std::string& name, Role role, const Actor& actor) {
    return connection_.write([&](Session& session) -> base::Result<std::string> {
        append_note(session, connection_.now(), {actor.who, "token.create", name, std::string(to_string(role)), actor.address_hint});
        auto token = std::string(kPrefix) + staff::new_secret();
        // A token named like a person's address would own that person's stories.
        bool is_new = !session.query("credentials.has_person").set("email", name).one();
        if (is_new) {
            auto query = session.query("credentials.insert_token");
            query.set("name", name).set("hash", staff::fingerprint(token)).set("role", to_string(role));
            is_new = query.set("created_at", base::to_milliseconds(connection_.now())).run() == 1;
        }
        if (!is_new) {
            auto error = base::fail(base::ErrorCode::conflict,
                                    fmt::format("A token named \"{}\" already exists; revoke it first or choose another name.", name));
            error.fields.push_back({"/name", "is already in use", {"in-use"}});
            return error;
        }
        return token;
    });
}

base::Result<std::vector<TokenInfo>> Credentials::tokens() {
    return connection_.read([&](Session& session) -> base::Result<std::vector<TokenInfo>> {
        std::vector<TokenInfo> tokens;
        auto query = session.query("credentials.list_tokens");
        while (query.next()) {
            tokens.push_back({query.text("name"), parse_role(query.text("role")).value_or(Role::contributor),
                              base::from_milliseconds(query.integer("created_at"))});
        }
        return tokens;
    });
}

base::Result<void> Credentials::revoke_token(const std::string& name, const Actor& actor) {
    return connection_.write([&](Session& session) -> base::Result<void> {
        append_note(session, connection_.now(), {actor.who, "token.revoke", name, "", actor.address_hint});
        if (session.query("credentials.delete_token").set("name", name).run() == 0) {
            return base::fail(base::ErrorCode::not_found, fmt::format("There is no token named \"{}\".", name));
        }
        return {};
    });
}

base::Result<std::optional<Identity>> Credentials::identify(std::string_view token) {
    if (!token.starts_with(kPrefix) || token.size() > kMaxTokenLength) {
        return std::optional<Identity>{};
    }
    const auto hash = staff::fingerprint(token);
    return connection_.read([&](Session& session) -> base::Result<std::optional<Identity>> {
        auto query = session.query("credentials.find_token");
        if (!query.set("hash", hash).one()) {
            return std::optional<Identity>{};
        }
        return std::optional(Identity{.name = query.text("name"),
                                      .role = parse_role(query.text("role")).value_or(Role::contributor),
                                      .display_name = query.text("name")});
    });
}

}  // namespace stoppress::store
