// SPDX-License-Identifier: GPL-3.0-or-later
// Who may write: people, sessions and API tokens, and what they did, in a database file of their own (credentials.db), or a schema or
// database of their own on a server, that the reader's path does not open.
// Thread: any; calls are serialised inside.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.hpp"
#include "base/result.hpp"
#include "settings/settings.hpp"
#include "store/credentials/answers.hpp"
#include "store/credentials/audit_log.hpp"
#include "store/credentials/connection.hpp"
#include "store/credentials/identity.hpp"
#include "store/credentials/passkeys.hpp"
#include "store/credentials/people.hpp"
#include "store/credentials/sessions.hpp"

namespace stoppress::store {

struct TokenInfo {
    std::string name;
    Role role = Role::contributor;
    base::Time created_at;
};

/// Who works at the machine itself.
inline constexpr std::string_view kCommandLine = "command line";

class Credentials {
public:
    Credentials(Database database, const base::Clock& clock);
    /// Those of the site: `database.credentials_url` where it is set, else beside its database.
    static base::Result<std::unique_ptr<Credentials>> open(const settings::Settings& settings, const base::Clock& clock);
    Credentials(const Credentials&) = delete;
    Credentials& operator=(const Credentials&) = delete;
    Credentials(Credentials&&) = delete;
    Credentials& operator=(Credentials&&) = delete;
    ~Credentials() = default;

    [[nodiscard]] People& people() { return people_; }
    [[nodiscard]] Passkeys& passkeys() { return passkeys_; }
    [[nodiscard]] Sessions& sessions() { return sessions_; }
    [[nodiscard]] AuditLog& audit() { return audit_; }
    [[nodiscard]] CredentialAnswers& answers() { return answers_; }

    /// Runs `work()`, which uses these parts, as one transaction: all that it does becomes durable, or none. Where a connection to a server
    /// was lost it is run again.
    template <class Work>
    auto together(const Work& work) -> std::invoke_result_t<Work> {
        return connection_.write([&](Session& session) {
            take_turn(session);
            return work();
        });
    }

    // Tokens are 256 random bits; only their SHA-256 is kept.

    /// The token, to be shown once. `conflict` where the name is in use.
    base::Result<std::string> create_token(const std::string& name, Role role, const Actor& actor = Actor{std::string(kCommandLine)});
    base::Result<std::vector<TokenInfo>> tokens();
    /// `not_found` where there is no such token.
    base::Result<void> revoke_token(const std::string& name, const Actor& actor = Actor{std::string(kCommandLine)});
    /// Nothing where the token is unknown or revoked.
    base::Result<std::optional<Identity>> identify(std::string_view token);

private:
    /// One transaction that changes something at a time, on all nodes.
    static void take_turn(Session& session);

    CredentialsConnection connection_;
    People people_;
    Passkeys passkeys_;
    Sessions sessions_;
    AuditLog audit_;
    CredentialAnswers answers_;
};

/// Where the site keeps them.
base::Result<Database> credentials_database(const settings::Settings& settings);

}  // namespace stoppress::store
