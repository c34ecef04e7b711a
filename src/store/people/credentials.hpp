// SPDX-License-Identifier: GPL-3.0-or-later
// Who may write: people, sessions, API tokens and the audit log. They are in a database file of their own
// (credentials.db), or a schema or database of their own on a server, which the code that serves readers does not open.
// Thread: any; calls are serialised inside and wait for the database, so not on a loop.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "base/time/clock.hpp"
#include "settings/settings.hpp"
#include "store/people/answers.hpp"
#include "store/people/audit_log.hpp"
#include "store/people/connection.hpp"
#include "store/people/identity.hpp"
#include "store/people/passkeys.hpp"
#include "store/people/people.hpp"
#include "store/people/sessions.hpp"

namespace stoppress::store {

struct TokenInfo {
    std::string name;
    Role role = Role::contributor;
    base::Time created_at;
};

/// The actor for commands run on the machine itself.
inline constexpr std::string_view kCommandLine = "command line";

class Credentials {
public:
    Credentials(Database database, const base::Clock& clock);
    /// Opens the site's: at `database.credentials_url` if it is set, else next to its database.
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

    /// Runs `work()`, which uses these parts, as one transaction: everything it does becomes durable, or nothing. If
    /// the connection to a server is lost before the commit, `work` is run again.
    template <class Work>
    auto together(const Work& work) -> std::invoke_result_t<Work> {
        return connection_.write([&](Session& session) {
            take_turn(session);
            return work();
        });
    }

    // Tokens are 256 random bits; only their SHA-256 is stored.

    /// Returns the token, to be shown once. Fails with `conflict` if the name is in use.
    base::Result<std::string> create_token(const std::string& name, Role role, const Actor& actor = Actor{std::string(kCommandLine)});
    base::Result<std::vector<TokenInfo>> tokens();
    /// Fails with `not_found` if there is no such token.
    base::Result<void> revoke_token(const std::string& name, const Actor& actor = Actor{std::string(kCommandLine)});
    /// Nothing if the token is unknown or revoked.
    base::Result<std::optional<Identity>> identify(std::string_view token);

private:
    /// Serialises changing transactions across all nodes.
    static void take_turn(Session& session);

    CredentialsConnection connection_;
    People people_;
    Passkeys passkeys_;
    Sessions sessions_;
    AuditLog audit_;
    CredentialAnswers answers_;
};

/// The database with the site's credentials.
base::Result<Database> credentials_database(const settings::Settings& settings);

}  // namespace stoppress::store
