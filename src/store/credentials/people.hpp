// SPDX-License-Identifier: GPL-3.0-or-later
// The people of the newsroom: name, role, password and second factor, all as they are kept. Whether a password is right is not found out
// here: that takes long.
// Thread: any.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "store/credentials/connection.hpp"
#include "store/credentials/identity.hpp"

namespace stoppress::store {

struct Person {
    std::int64_t number = 0;
    std::string email;  ///< in lower case
    std::string name;
    Role role = Role::contributor;
    bool disabled = false;
    bool has_password = false;
    bool has_second_factor = false;
    base::Time created_at;
    std::optional<base::Time> last_seen_at;
};

struct PersonChange {
    std::optional<std::string> name;
    std::optional<Role> role;
    std::optional<bool> disabled;
};

/// A person as signing in needs them.
struct Account {
    Person person;
    std::string password;  ///< hash; empty where none was set
};

class People {
public:
    explicit People(CredentialsConnection& connection) : connection_(connection) {}

    /// `invalid` where the address is none, `conflict` where it is taken, also by a token of that name.
    base::Result<Person> add(const std::string& email, const std::string& name, Role role, const Actor& actor);
    base::Result<std::vector<Person>> list();
    base::Result<std::optional<Person>> find(std::int64_t number);
    base::Result<std::optional<Account>> find(const std::string& email);
    /// The password's hash of a person; empty where there is none.
    base::Result<std::string> password(std::int64_t number);
    /// `not_found`; `conflict` where no admin would be left. Who is disabled is signed out.
    base::Result<Person> change(std::int64_t number, const PersonChange& change, const Actor& actor);

    /// A secret that signs the person in, once; those made before are good no longer. `conflict` for who is disabled.
    base::Result<std::string> make_link(std::int64_t number, const Actor& actor);

    /// Ends the person's other sessions and links.
    base::Result<void> set_password(std::int64_t number, const std::string& hash, std::int64_t session, const Actor& actor);

    /// A secret for the person's app, to be confirmed by a code. `conflict` where there is a second factor already.
    base::Result<std::string> offer_second_factor(std::int64_t number);
    using RecoveryCodes = std::array<std::string, 10>;
    /// `invalid` (/code) where the code is not one of the offered secret.
    base::Result<RecoveryCodes> confirm_second_factor(std::int64_t number, const std::string& code, const Actor& actor);
    base::Result<void> remove_second_factor(std::int64_t number, const Actor& actor);

private:
    CredentialsConnection& connection_;
};

/// The address in lower case; nothing where it is none that is taken here.
[[nodiscard]] std::optional<std::string> canonical_email(std::string_view text);

// For the other parts of credentials, within a transaction.
[[nodiscard]] std::optional<Person> find_person(Session& session, std::int64_t number);
[[nodiscard]] Person person_of(const Query& row);

}  // namespace stoppress::store
