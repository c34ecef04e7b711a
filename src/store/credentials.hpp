// SPDX-License-Identifier: GPL-3.0-or-later
// Who may write: roles and API tokens, in a database file of their own (credentials.db), or a schema or database of their own on a server,
// that the reader's path does not open.
// Tokens are 256 random bits; only their SHA-256 is kept.
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
#include "store/sql/database.hpp"

namespace stoppress::store {

/// Each includes the ones before it.
enum class Role : std::uint8_t { contributor, reporter, editor, admin };

[[nodiscard]] std::string_view to_string(Role role);
[[nodiscard]] std::optional<Role> parse_role(std::string_view text);

struct Identity {
    std::string name;
    Role role = Role::contributor;
};

struct TokenInfo {
    std::string name;
    Role role = Role::contributor;
    base::Time created_at;
};

class Credentials {
public:
    class Impl;
    explicit Credentials(std::unique_ptr<Impl> impl);
    /// Those of the site: `database.credentials_url` where it is set, else beside its database.
    static base::Result<std::unique_ptr<Credentials>> open(const settings::Settings& settings, const base::Clock& clock);
    Credentials(const Credentials&) = delete;
    Credentials& operator=(const Credentials&) = delete;
    Credentials(Credentials&&) = delete;
    Credentials& operator=(Credentials&&) = delete;
    ~Credentials();

    /// The token, to be shown once. `conflict` where the name is in use.
    base::Result<std::string> create_token(const std::string& name, Role role);
    base::Result<std::vector<TokenInfo>> tokens();
    /// `not_found` where there is no such token.
    base::Result<void> revoke_token(const std::string& name);
    /// Nothing where the token is unknown or revoked.
    base::Result<std::optional<Identity>> identify(std::string_view token);

private:
    std::unique_ptr<Impl> impl_;
};

/// Where the site keeps them.
base::Result<Database> credentials_database(const settings::Settings& settings);

}  // namespace stoppress::store
